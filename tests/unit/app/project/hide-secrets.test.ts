import { expect } from "chai";
import { listRoutes } from "../../../../src/harness/app/runs/list-routes.ts";
import {
  withSmallProject,
  openSmallProject,
  smallProject,
} from "../../../support/app/small-project.ts";

const secret = "hunter2.yaml";
const parameters = (noEcho: string): string =>
  `Parameters:\n  Spec: { Type: String, NoEcho: ${noEcho}, Default: ${secret} }\n`;
const template = (noEcho: string, location = "!Ref Spec"): string =>
  `${parameters(noEcho)}${smallProject["template.yaml"]}`.replace(
    "Location: openapi.yaml",
    `Location: ${location}`,
  );

describe("The value of a parameter with NoEcho", () => {
  for (const noEcho of ["true", '"true"'])
    it(`is not shown by a finding (NoEcho: ${noEcho})`, () =>
      openSmallProject({ "template.yaml": template(noEcho) }, ({ problems }) => {
        expect(problems.map(({ message }) => message)).to.deep.equal([
          'The template includes "****", and there is no such file.',
        ]);
        expect(problems[0]?.expected).to.equal("a file at ****");
      }));

  it("is not shown as a part of a longer value", () =>
    openSmallProject(
      { "template.yaml": template("true", '!Sub "a/${Spec}/b.yaml"') },
      ({ problems }) => {
        expect(problems[0]?.expected).to.equal("a file at a/****/b.yaml");
      },
    ));

  it("is not shown by a finding of a nested stack that is given it", () =>
    openSmallProject(
      {
        "template.yaml": `${parameters("true")}Resources:\n  Child: { Type: AWS::Serverless::Application, Properties: { Location: child.yaml, Parameters: { Spec: !Ref Spec } } }\n`,
        "child.yaml": template("true"),
      },
      ({ problems }) => {
        expect(problems.map(({ code }) => code)).to.include("project/spec-not-found");
        expect(JSON.stringify(problems)).to.not.contain("hunter2");
      },
    ));

  it("is not shown by a finding of wiring", () =>
    openSmallProject(
      {
        "template.yaml": `${parameters("true").replace(secret, "hunter2")}${smallProject["template.yaml"]}`,
        "openapi.yaml": smallProject["openapi.yaml"].replace(
          "${ListFunction.Arn}",
          "arn:aws:lambda:us-east-1:123456789012:function:${Spec}",
        ),
      },
      ({ model }) => {
        expect(model.problems.length).to.be.above(0);
        expect(JSON.stringify(model.problems)).to.contain("****").and.not.contain("hunter2");
        const own = model.apis.flatMap(({ problems }) => problems);
        expect(own.every((each) => model.problems.includes(each))).to.equal(true);
      },
    ));

  it("is not shown by other commands", () =>
    withSmallProject({ "template.yaml": template("true") }, async (root) => {
      const { problems } = await listRoutes({ root });
      expect(JSON.stringify(problems)).to.contain("****").and.not.contain("hunter2");
    }));

  it("is shown without NoEcho", () =>
    openSmallProject({ "template.yaml": template("false") }, ({ problems }) => {
      expect(problems[0]?.expected).to.equal(`a file at ${secret}`);
    }));

  it("is told from words it is only a part of", () =>
    openSmallProject(
      { "template.yaml": template("true", "openapi2.yaml").replace(secret, "open") },
      ({ problems }) => {
        expect(problems[0]?.expected).to.equal("a file at openapi2.yaml");
      },
    ));
});
