import { rmSync } from "node:fs";
import { expect } from "chai";
import { loadProject, templateFolder } from "../../../../src/harness/app/project/load-project.ts";
import { resolveConfig } from "../../../../src/harness/app/project/resolve-config.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";
import {
  openSmallProject,
  smallProject,
  withSmallProject,
} from "../../../support/app/small-project.ts";

const template = smallProject["template.yaml"];
const include = `Fn::Transform: { Name: AWS::Include, Parameters: { Location: openapi.yaml } }`;
const codes = (problems: readonly { readonly code: string }[]) => problems.map(({ code }) => code);

describe("A project", () => {
  it("has the template's API with its document and wiring", () =>
    openSmallProject({}, ({ apis, problems, template: read }) => {
      expect(problems).to.deep.equal([]);
      expect(read.file).to.equal("template.yaml");
      expect(apis.map(({ document }) => document.title)).to.deep.equal(["Notes"]);
      expect(
        apis[0]?.wired.operations.map(({ operation, function: fn }) => [
          operation.key,
          fn?.handler?.file,
        ]),
      ).to.deep.equal([
        ["GET /notes", "src/list.mjs"],
        ["POST /notes", "src/add.mjs"],
      ]);
      expect(apis[0]?.registry).to.be.an("object");
    }));

  it("reads an include relative to the template's folder, as packaging does", () =>
    withSmallProject(
      {
        "app/template.yaml": template,
        "app/openapi.yaml": smallProject["openapi.yaml"].replace("title: Notes", "title: Near"),
      },
      async (root) => {
        const { config } = await resolveConfig({ root, template: "app/template.yaml" });
        const project = loadProject(config);
        expect(project.apis[0]?.document).to.include({ title: "Near", file: "app/openapi.yaml" });
        expect(templateFolder(config)).to.equal(`${root}/app`);
      },
    ));

  it("reads an include relative to the root where the template's folder has none", () =>
    withSmallProject({ "app/template.yaml": template }, async (root) => {
      const { config } = await resolveConfig({ root, template: "app/template.yaml" });
      const { apis, problems } = loadProject(config);
      expect(apis[0]?.document.file).to.equal("openapi.yaml");
      expect(codes(problems)).to.deep.equal(["project/spec-outside-template-folder"]);
      expect(problems[0]).to.include({ severity: "warning", expected: "app/openapi.yaml" });
    }));

  it("follows references into other files of the repository, and no further", () => {
    const spec = smallProject["openapi.yaml"].replace(
      "type: string, minLength: 1",
      '$ref: "../../shared/text.yaml#/Text"',
    );
    const files = {
      ".git/HEAD": "",
      "shared/text.yaml": "Text: { type: string, minLength: 1 }\n",
      "services/notes/template.yaml": template,
      "services/notes/openapi.yaml": spec,
    };
    const dangling = async (root: string): Promise<readonly string[]> => {
      const { config } = await resolveConfig({ root });
      const { document } = loadProject(config).apis[0] ?? {};
      return codes(document?.problems ?? []).filter(
        (code) => code === "openapi/external-reference",
      );
    };
    return withSmallProject(files, async (root) => {
      const { config } = await resolveConfig({ root: `${root}/services/notes` });
      const schema = loadProject(config).apis[0]?.document.root["x-lockstep-files"];
      expect(JSON.stringify(schema)).to.contain("minLength");
      rmSync(`${root}/.git`, { recursive: true });
      expect(await dangling(`${root}/services/notes`)).to.deep.equal([
        "openapi/external-reference",
      ]);
    });
  });

  it("notes a WebSocket API, which is not read", () =>
    openSmallProject(
      {
        "template.yaml":
          "Resources: { Socket: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: s, ProtocolType: WEBSOCKET } } }\n",
      },
      ({ problems }) => {
        expect(codes(problems)).to.deep.equal(["project/api-not-read"]);
      },
    ));

  it("names every place where a missing document was looked for", () =>
    openSmallProject(
      { "template.yaml": template.replace("Location: openapi.yaml", "Location: docs/api.yaml") },
      ({ apis, problems }) => {
        expect(apis).to.deep.equal([]);
        expect(codes(problems)).to.deep.equal(["project/spec-not-found"]);
        expect(problems[0]).to.deep.include({ expected: "a file at docs/api.yaml" });
        expect(problems[0]?.location).to.include({ file: "template.yaml", line: 10 });
        expect(problems[0]?.hint).to.contain("Location");
      },
    ));

  it("offers a document that lies in the project to an API that has none", () =>
    openSmallProject(
      { "template.yaml": template.replace(/ {6}DefinitionBody:\n.*\n/, "") },
      ({ model }) => {
        const [problem] = model.problems.filter(({ code }) => code === "wiring/spec-not-wired");
        expect(problem?.message).to.contain("openapi.yaml describes");
      },
    ));

  it("reads a document inside the template", () =>
    openSmallProject(
      {
        "template.yaml": template.replace(
          include,
          `{ openapi: 3.0.3, info: { title: Inside, version: "1" }, paths: { /notes: { get: { responses: { "200": { description: ok } } } } } }`,
        ),
      },
      ({ apis }) => {
        expect(apis[0]?.document).to.include({ title: "Inside", file: "template.yaml" });
        expect(apis[0]?.document.operations.map(({ key }) => key)).to.deep.equal(["GET /notes"]);
      },
    ));

  it("may have several APIs", () =>
    openSmallProject(
      {
        "template.yaml": `${template}  OtherApi:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      DefinitionUri: other.yaml
`,
        "other.yaml": `openapi: 3.0.3\ninfo: { title: Other, version: "1" }\npaths: {}\n`,
      },
      ({ apis }) => {
        expect(apis.map(({ document }) => document.title)).to.deep.equal(["Notes", "Other"]);
      },
    ));

  it("without an API says so once", () =>
    openSmallProject({ "template.yaml": "Resources: {}\n" }, ({ problems }) => {
      expect(codes(problems)).to.deep.equal(["project/no-api"]);
      expect(problems[0]?.location?.file).to.equal("template.yaml");
    }));

  it("whose template does not parse has no problem beside the template's own", () =>
    openSmallProject({ "template.yaml": "Resources: {\n" }, ({ problems, template: read }) => {
      expect(problems).to.deep.equal([]);
      expect(codes(read.problems)).to.include("template/syntax-error");
    }));

  it("whose document does not parse is told of that alone", () =>
    openSmallProject(
      {
        "openapi.yaml": smallProject["openapi.yaml"].replace(
          "operationId: addNote",
          "operationId addNote",
        ),
      },
      ({ problems, model, apis }) => {
        expect(codes(problems)).to.deep.equal(["openapi/syntax-error"]);
        expect(problems[0]?.location).to.include({ file: "openapi.yaml", line: 18 });
        expect([apis, model.problems]).to.deep.equal([[], []]);
      },
    ));

  it("whose two APIs share a document that does not parse is told of it once", () =>
    openSmallProject(
      {
        "template.yaml": `${template}  Other: { Type: AWS::Serverless::Api, Properties: { StageName: dev, DefinitionUri: openapi.yaml } }\n`,
        "openapi.yaml": "openapi: [\n",
      },
      ({ problems }) => {
        expect(codes(problems)).to.deep.equal(["openapi/syntax-error"]);
      },
    ));

  for (const [title, shown] of [
    ['{ "Fn::Sub": "${AWS::StackName} notes" }', "${AWS::StackName} notes"],
    ['{ "Fn::Sub": ["${a} notes", { a: b }] }', "${a} notes"],
    ['{ Ref: "AWS::StackName" }', "NotesApi"],
  ] as const) {
    it(`whose title is ${title} goes by ${shown}`, () =>
      openSmallProject(
        { "openapi.yaml": smallProject["openapi.yaml"].replace("title: Notes", `title: ${title}`) },
        ({ apis }) => {
          expect(apis[0]?.document.title).to.equal(shown);
        },
      ));
  }

  it("whose document has short tags is told of each once, and wired as they were meant", () =>
    openSmallProject(
      {
        "openapi.yaml": smallProject["openapi.yaml"].replaceAll(
          /uri: \{ "Fn::Sub": ("[^"]*") \}/g,
          "uri: !Sub $1",
        ),
      },
      ({ problems, model, apis }) => {
        expect([...problems, ...model.problems]).to.deep.equal([]);
        expect(
          codes(apis[0]?.document.problems ?? []).filter((code) => code === "openapi/short-tag"),
        ).to.have.length(2);
        expect(
          apis[0]?.wired.operations.map(({ function: fn }) => fn?.handler?.file),
        ).to.deep.equal(["src/list.mjs", "src/add.mjs"]);
      },
    ));

  it("whose inline document misspells a function is told of it once", () =>
    openSmallProject(
      {
        "template.yaml": template.replace(
          include,
          `{ openapi: 3.0.3, info: { title: T, version: "1" }, paths: { /notes: { get: { responses: { "200": { description: ok } }, x-amazon-apigateway-integration: { type: aws_proxy, httpMethod: POST, uri: !Sub "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${LisFunction.Arn}/invocations" } } } }, x-other: !Ref Nowhere }`,
        ),
      },
      ({ template: read, model }) => {
        expect(
          read.problems.filter(({ code }) => code === "template/unknown-reference"),
        ).to.have.length(1);
        expect(codes(model.problems)).to.include("wiring/integration-names-no-function");
      },
    ));

  it("whose API has no document is told by the wiring alone", () =>
    openSmallProject(
      { "template.yaml": template.replace(/ {6}DefinitionBody:\n.*\n/, "") },
      ({ problems, model }) => {
        expect(problems).to.deep.equal([]);
        expect(codes(model.problems)).to.include("wiring/spec-not-wired");
      },
    ));

  it("whose definition cannot be read is told by the template alone", () =>
    openSmallProject(
      { "template.yaml": template.replace(include, "!GetAtt Somewhere.Body") },
      ({ problems, template: read, model }) => {
        expect(problems).to.deep.equal([]);
        expect(codes(read.problems)).to.include("template/definition-unreadable");
        expect(codes(model.problems)).not.to.include("wiring/spec-not-wired");
      },
    ));

  it("cannot be loaded when the template is a folder", () =>
    withSmallProject({}, async (root) => {
      const { config } = await resolveConfig({ root, template: "src" });
      const error = await lockstepErrorOf(() => loadProject(config));
      expect(error).to.include({ code: "template/not-found", exitCode: 2 });
    }));
});
