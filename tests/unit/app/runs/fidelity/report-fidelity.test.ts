import { expect } from "chai";
import { formatLocation } from "../../../../../src/harness/core/problem.ts";
import { findUnemulated } from "../../../../../src/harness/local/stage/find-unemulated.ts";
import {
  listFidelity,
  reportFidelity,
} from "../../../../../src/harness/app/runs/fidelity/report-fidelity.ts";
import { httpTemplate } from "../../../../support/app/http-template.ts";
import { lockstepErrorOf } from "../../../../support/app/lockstep-error-of.ts";
import {
  openSmallProject,
  smallProject,
  withSmallProject,
  type ProjectFiles,
} from "../../../../support/app/small-project.ts";

const template = smallProject["template.yaml"];
const spec = smallProject["openapi.yaml"];
const machine = { nodeMajor: 24, architecture: "x86_64" };

const report = (files: ProjectFiles) =>
  openSmallProject(files, (project) => listFidelity(project, machine));

describe("The rows of lockstep fidelity", () => {
  it("stand where the template asks for a behaviour", async () => {
    const { rows } = await report({
      "template.yaml": template.replace(
        "      Handler: add.handler\n",
        "      Handler: add.handler\n      Tracing: Active\n",
      ),
    });
    expect(rows).to.have.length(1);
    expect(rows[0]).to.include({ group: "Functions", state: "not done", anchor: "x-ray" });
    expect(rows[0]?.location).to.include({ file: "template.yaml", line: 21, column: 7 });
  });

  it("stand in Globals where those ask, and name their functions once", async () => {
    const { rows } = await report({
      "template.yaml": template.replace("CodeUri: src }", "CodeUri: src, Tracing: Active }"),
    });
    expect(rows.map(({ what, location }) => `${formatLocation(location)} ${what}`)).to.deep.equal([
      "template.yaml:3:50 X-Ray tracing of ListFunction and AddFunction",
    ]);
  });

  it("stand once for an authorizer that the template defines and the document names", async () => {
    const { rows } = await report({
      "template.yaml": `Transform: AWS::Serverless-2016-10-31
Resources:
  NotesApi:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth:
        Authorizers:
          Admin:
            IdentitySource: $request.header.Authorization
            JwtConfiguration: { issuer: "https://login.example.com", audience: [notes] }
  ListFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Runtime: nodejs24.x
      Handler: list.handler
      Events:
        Call: { Type: HttpApi, Properties: { ApiId: !Ref NotesApi, Path: /notes, Method: get, Auth: { Authorizer: Admin } } }
`,
    });
    const own = rows.filter(({ anchor }) => anchor === "jwt-authorizers");
    expect(own.map(({ instead }) => instead)).to.have.length(1);
    expect(own[0]?.instead).to.contain("identity.issuers");
  });

  it("stand in the document where that asks, with the operations concerned", async () => {
    const { rows } = await report({
      "openapi.yaml": spec.replaceAll(
        "type: aws_proxy",
        "type: aws_proxy\n        contentHandling: CONVERT_TO_BINARY",
      ),
    });
    expect(rows).to.have.length(1);
    expect(rows[0]?.location).to.include({ file: "openapi.yaml", line: 13 });
    expect(rows[0]?.instead).to.equal("GET /notes and POST /notes are answered with 501");
  });

  // What an HTTP API asks for without a scheme, by default, or not at all.
  const ofHttp: readonly (readonly [string, string, string, string | null])[] = [
    [
      "a default authorizer",
      "Auth: { DefaultAuthorizer: A, Authorizers: { A: { JwtConfiguration: {} } } }",
      "",
      "jwt-authorizers",
    ],
    [
      "a key, which it has not",
      "Name: notes",
      "security: [{ key: [] }]\ncomponents: { securitySchemes: { key: { type: apiKey, in: header, name: x-api-key } } }\n",
      null,
    ],
  ];
  for (const [what, property, root, anchor] of ofHttp)
    it(`name of an HTTP API the routes that ask for ${what}`, async () => {
      const { rows } = await report({
        "template.yaml": httpTemplate(property),
        "openapi.yaml": `${spec}${root}`,
      });
      const wanted =
        anchor === null ? [] : [[anchor, "GET /notes and POST /notes are answered with 501"]];
      expect(rows.map((row) => [row.anchor, row.instead])).to.deep.equal(wanted);
    });

  it("keep long lists short", async () => {
    const queues = ["A", "B", "C", "D", "E"].map((id) => `  ${id}: { Type: AWS::SQS::Queue }\n`);
    const { rows } = await report({ "template.yaml": `${template}${queues.join("")}` });
    expect(rows.map(({ what }) => what)).to.deep.equal(["SQS (A, B, C and 2 more)"]);
  });

  it("say of which API nothing is known", async () => {
    const { rows, unread } = await report({
      "template.yaml": `${template}  Lost: { Type: AWS::Serverless::Api, Properties: { StageName: dev, DefinitionUri: lost.yaml } }\n`,
    });
    expect([rows, unread]).to.deep.equal([[], ["Lost"]]);
  });

  // What the stage refuses and what the report lists come from two places; they must not disagree.
  const refused: readonly (readonly [what: string, files: ProjectFiles])[] = [
    [
      "streaming",
      {
        "openapi.yaml": spec.replace(
          "type: aws_proxy",
          "type: aws_proxy\n        responseTransferMode: STREAM",
        ),
      },
    ],
    [
      "contentHandling",
      {
        "openapi.yaml": spec.replace(
          "type: aws_proxy",
          "type: aws_proxy\n        contentHandling: CONVERT_TO_BINARY",
        ),
      },
    ],
    ...["token", "request", "cognito_user_pools", "jwt"].map(
      (type) =>
        [
          `authorizer ${type}`,
          {
            "openapi.yaml": `${spec}security: [{ guard: [] }]\ncomponents: { securitySchemes: { guard: { type: apiKey, x-amazon-apigateway-authorizer: { type: ${type} } } } }\n`,
          },
        ] as const,
    ),
    [
      "MinimumCompressionSize",
      { "template.yaml": template.replace("dev\n", "dev\n      MinimumCompressionSize: 10\n") },
    ],
  ];
  for (const [what, files] of refused)
    it(`name what the stage refuses or ignores: ${what}`, () =>
      openSmallProject(files, (project) => {
        const told = project.apis.flatMap(({ wired }) =>
          findUnemulated(wired, project.template.source),
        );
        expect(told.length).to.be.greaterThan(0);
        const { rows } = listFidelity(project, machine);
        for (const { code, operation } of told) {
          const whole = code === "stage/api-not-emulated" ? "every request" : "";
          expect(rows.some(({ instead }) => instead.includes(operation ?? whole))).to.equal(true);
        }
      }));
});

describe("lockstep fidelity of a template that cannot be read", () => {
  const errorOf = (files: ProjectFiles, name?: string) =>
    withSmallProject(files, (root) =>
      lockstepErrorOf(() => reportFidelity({ root, template: name })),
    );

  it("says that there is none", async () => {
    const error = await errorOf({}, "gone.yaml");
    expect(error).to.include({ code: "template/not-found", exitCode: 2 });
  });

  it("says where its text breaks off", async () => {
    const error = await errorOf({ "template.yaml": `${template}  Broken: { Type: [\n` });
    expect(error).to.include({ code: "project/template-unreadable", exitCode: 2 });
    expect(error.summary).to.match(/^template\.yaml:\d+:\d+: /);
  });
});
