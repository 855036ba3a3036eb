import { expect } from "chai";
import type { Problem } from "../../../../../src/harness/core/problem.ts";
import { wireProject } from "../../../../../src/harness/model/wiring/wire-project.ts";
import { buildDocument } from "../../../../support/wiring/build-document.ts";
import { readTemplate } from "../../../../support/wiring/read-template.ts";
import { goodSpec, goodTemplate } from "../../../../support/wiring/wire-texts.ts";

function problems(template: string): readonly Problem[] {
  const documents = new Map([["OrderApi", buildDocument(goodSpec)]]);
  const project = wireProject({
    template: readTemplate(template),
    documents,
    files: { read: () => "exports.handler = 1;" },
    templateDir: ".",
  });
  return project.problems.filter(({ code }) => code === "wiring/intrinsic-in-definition-uri");
}

describe("intrinsicInDefinitionUri", () => {
  it("reports Fn::Sub in a file that DefinitionUri names", () => {
    const found = problems(
      goodTemplate.replace(/ {6}DefinitionBody:\n.*\n/, "      DefinitionUri: openapi.yaml\n"),
    );
    expect(found.map(({ operation }) => operation)).to.deep.equal([
      "POST /orders",
      "GET /orders/{orderId}",
    ]);
    expect(found[0]?.message).to.contain("uses Fn::Sub");
    expect(found[0]?.related[0]?.location).to.include({ file: "template.yaml", line: 11 });
  });

  it("accepts it in a file that is included", () => {
    expect(problems(goodTemplate)).to.deep.equal([]);
  });
});
