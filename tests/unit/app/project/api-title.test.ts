import { expect } from "chai";
import { apiTitle } from "../../../../src/harness/app/project/api-title.ts";
import { openSmallProject, smallProject } from "../../../support/app/small-project.ts";

const titled = (title: string) =>
  openSmallProject(
    {
      "openapi.yaml": smallProject["openapi.yaml"].replace("title: Notes", `title: ${title}`),
      "template.yaml": `${smallProject["template.yaml"]}Parameters:\n  Stage: { Type: String, Default: dev }\n`,
    },
    (project) => {
      const [api] = project.apis;
      return api === undefined ? null : apiTitle(project, api);
    },
  );

describe("The title of an API", () => {
  it("has the values of the template", async () => {
    expect(await titled('{ "Fn::Sub": "notes-${Stage}" }')).to.equal("notes-dev");
  });

  it("stays as written where only AWS knows, or nothing is to be resolved", async () => {
    const unknown = "{{resolve:ssm:/name}}";
    expect(await titled(`{ "Fn::Sub": "notes-\${Nothing}" }`)).to.equal("notes-${Nothing}");
    expect(await titled('"notes-${Stage}"')).to.equal("notes-${Stage}");
    expect(await titled(`"${unknown}"`)).to.equal(unknown);
  });
});
