import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { findTemplates } from "../../../../src/harness/app/project/find-templates.ts";
import { writeFiles } from "../../../support/app/small-project.ts";
import { withTemporaryFolder } from "../../../support/contracts/temporary-folder.ts";

const template = "Resources:\n  Fn:\n    Type: AWS::Serverless::Function\n";

describe("The templates of a repository", () => {
  it("are found below, sorted, and not where packages and builds lie", () =>
    withTemporaryFolder((root) => {
      writeFiles(root, {
        "services/b/template.yaml": template,
        "services/a/template.yml": template,
        "infra/app-template.json": '{ "Resources": { "A": { "Type": "AWS::SNS::Topic" } } }',
        "sam.yaml": template,
        "node_modules/x/template.yaml": template,
        ".aws-sam/build/template.yaml": template,
        "a/b/c/d/e/template.yaml": template,
        "docs/template.yaml": "title: of something else\n",
        "src/template.ts": template,
      });
      expect(findTemplates(root)).to.deep.equal([
        "infra/app-template.json",
        "sam.yaml",
        "services/a/template.yml",
        "services/b/template.yaml",
      ]);
    }));

  it("are looked for in two thousand folders", () =>
    withTemporaryFolder((root) => {
      for (let number = 0; number < 1998; number += 1) mkdirSync(join(root, `d${number}`));
      writeFiles(root, { "d0/below/template.yaml": template });
      expect(findTemplates(root)).to.deep.equal(["d0/below/template.yaml"]);
      mkdirSync(join(root, "one"));
      mkdirSync(join(root, "two"));
      expect(findTemplates(root)).to.deep.equal([]);
    }));

  it("are none in a folder that is not there", () => {
    expect(findTemplates("/no/such/folder")).to.deep.equal([]);
  });
});
