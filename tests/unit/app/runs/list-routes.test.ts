import { expect } from "chai";
import { listRoutes } from "../../../../src/harness/app/runs/list-routes.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";
import { smallProject, withSmallProject } from "../../../support/app/small-project.ts";

const template = smallProject["template.yaml"];

describe("listRoutes", () => {
  it("lists routes with function, place and nothing added, sorted by path, then method", () =>
    withSmallProject({}, async (root) => {
      const { apis, problems, exitCode } = await listRoutes({ root });
      expect([problems, exitCode]).to.deep.equal([[], 0]);
      expect(apis.map(({ id, type, stage }) => [id, type, stage])).to.deep.equal([
        ["NotesApi", "rest", "dev"],
      ]);
      const [get, post] = apis[0]?.routes ?? [];
      expect(get).to.deep.equal({
        method: "GET",
        path: "/notes",
        function: "ListFunction",
        qualifier: null,
        validator: null,
        authorizer: null,
        apiKeyRequired: false,
        location: { file: "openapi.yaml", line: 5, column: 5, pointer: "/paths/~1notes/get" },
        addedBy: null,
      });
      expect(post).to.deep.include({ method: "POST", function: "AddFunction" });
    }));

  it("is not whole where a parameter has a value that CloudFormation refuses", () =>
    withSmallProject(
      {
        "template.yaml": `${template}Parameters:\n  Stage: { Type: String, AllowedValues: [dev] }\n`,
      },
      async (root) => {
        const refused = await listRoutes({ root, parameterOverrides: ["Stage=qa"] });
        expect(refused.problems.map(({ code }) => code)).to.deep.equal([
          "template/parameter-value",
        ]);
        expect(refused.exitCode).to.equal(1);
        const taken = await listRoutes({ root, parameterOverrides: ["Stage=dev"] });
        expect([taken.problems, taken.exitCode]).to.deep.equal([[], 0]);
      },
    ));

  it("has the routes SAM adds, at the place in the template they come from", () =>
    withSmallProject(
      {
        "template.yaml": `${template.replace("StageName: dev", "StageName: dev\n      Cors: \"'*'\"")}  Implicit:
    Type: AWS::Serverless::Function
    Properties:
      Handler: add.handler
      Events:
        Any: { Type: Api, Properties: { Path: /any, Method: any } }
        Rest: { Type: HttpApi }
`,
      },
      async (root) => {
        const { apis, exitCode } = await listRoutes({ root });
        expect(exitCode).to.equal(0);
        const rows = apis.flatMap(({ id, routes }) =>
          routes.map(({ method, path, addedBy, location, ...rest }) => [
            `${id} ${method} ${path}`,
            rest.function ?? rest.integration,
            addedBy,
            location.pointer,
          ]),
        );
        expect(rows).to.deep.include.members([
          ["NotesApi OPTIONS /notes", "mock", "cors", "/Resources/NotesApi/Properties/Cors"],
          [
            "ServerlessRestApi ANY /any",
            "Implicit",
            "event",
            "/Resources/Implicit/Properties/Events/Any",
          ],
          [
            "ServerlessHttpApi ANY $default",
            "Implicit",
            "event",
            "/Resources/Implicit/Properties/Events/Rest",
          ],
        ]);
      },
    ));

  it("leaves out what it is not known to deploy, and says so", () =>
    withSmallProject(
      {
        "template.yaml": `Parameters: { Given: { Type: String } }
Conditions: { Maybe: !Equals [!Ref Given, a] }
${template.replace("    Type: AWS::Serverless::Api\n", "    Type: AWS::Serverless::Api\n    Condition: Maybe\n")}  Sure:
    Type: AWS::Serverless::Function
    Properties: { Handler: add.handler, Events: { E: { Type: Api, Properties: { Path: /sure, Method: get } } } }
  Perhaps:
    Type: AWS::Serverless::Function
    Condition: Maybe
    Properties: { Handler: add.handler, Events: { E: { Type: Api, Properties: { Path: /perhaps, Method: get } } } }
`.replace("Resources:", `Globals: { Api: { Cors: "'*'" } }\nResources:`),
      },
      async (root) => {
        const { apis, problems, exitCode } = await listRoutes({ root });
        expect(exitCode).to.equal(0);
        expect(
          apis.map(({ id, undecided, routes }) => [
            id,
            undecided === null,
            routes.map(({ method, path }) => `${method} ${path}`),
          ]),
        ).to.deep.equal([
          ["NotesApi", false, []],
          ["ServerlessRestApi", true, ["GET /sure", "OPTIONS /sure"]],
        ]);
        const said = problems.map(({ message }) => message).join("\n");
        expect(said)
          .to.contain("The routes of NotesApi are not listed")
          .and.contain("events of Perhaps");
      },
    ));

  it("says which authorizer and key a route asks for", () =>
    withSmallProject(
      {
        "template.yaml": template.replace(
          "StageName: dev",
          "StageName: dev\n      Auth: { DefaultAuthorizer: Users, ApiKeyRequired: true, Authorizers: { Users: { UserPoolArn: a } } }",
        ),
      },
      async (root) => {
        const { apis } = await listRoutes({ root });
        expect(apis[0]?.routes[0]).to.include({ authorizer: "Users", apiKeyRequired: true });
      },
    ));

  it("gives 1 and says why when a document cannot be read", () =>
    withSmallProject(
      { "template.yaml": template.replace("openapi.yaml", "dist/openapi.yaml") },
      async (root) => {
        const { apis, problems, exitCode } = await listRoutes({ root });
        expect([apis, exitCode]).to.deep.equal([[], 1]);
        expect(problems.map(({ code }) => code)).to.deep.equal(["project/spec-not-found"]);
        expect(problems[0]?.hint).to.contain("generated");
      },
    ));

  it("gives 1 for a template that is not read to its end", () =>
    withSmallProject({ "template.yaml": `${template}  : [\n` }, async (root) => {
      const { problems, exitCode } = await listRoutes({ root });
      expect(exitCode).to.equal(1);
      expect(problems.map(({ code }) => code)).to.include("template/syntax-error");
    }));

  it("fails without a template", async () => {
    await withSmallProject({}, async (root) => {
      const error = await lockstepErrorOf(() => listRoutes({ root, template: "none.yaml" }));
      expect(error).to.include({ code: "template/not-found", exitCode: 2 });
    });
  });
});
