import { expect } from "chai";
import { startStages } from "../../../../src/harness/app/runs/start-stages.ts";
import type { ConfigOverrides } from "../../../../src/harness/app/project/resolve-config.ts";
import { withSmallProject, type ProjectFiles } from "../../../support/app/small-project.ts";

/** The stage's name and variables come from a parameter; the integration calls what a variable names. */
const files: ProjectFiles = {
  "template.yaml": `Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: { Type: String, Default: dev, AllowedValues: [dev, staging, prod] }
  Color: { Type: String, Default: red }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  NotesApi:
    Type: AWS::Serverless::Api
    Properties:
      StageName: !Ref Stage
      Variables:
        color: !Ref Color
        target: !If [IsProd, notes-stable, notes-next]
      DefinitionBody:
        openapi: 3.0.3
        info: { title: Notes, version: "1" }
        paths:
          /notes:
            get:
              responses: { "200": { description: notes } }
              x-amazon-apigateway-integration:
                type: aws_proxy
                httpMethod: POST
                uri: !Sub "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/arn:aws:lambda:\${AWS::Region}:\${AWS::AccountId}:function:\${!stageVariables.target}/invocations"
  Stable:
    Type: AWS::Serverless::Function
    Properties: { FunctionName: notes-stable, Runtime: nodejs24.x, CodeUri: src, Handler: stable.handler }
  Next:
    Type: AWS::Serverless::Function
    Properties: { FunctionName: notes-next, Runtime: nodejs24.x, CodeUri: src, Handler: next.handler }
  StablePermission:
    Type: AWS::Lambda::Permission
    Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Stable, Principal: apigateway.amazonaws.com }
  NextPermission:
    Type: AWS::Lambda::Permission
    Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Next, Principal: apigateway.amazonaws.com }
`,
  "samconfig.toml": `version = 0.1
[default.deploy.parameters]
parameter_overrides = ["Stage=dev"]
[staging.deploy.parameters]
parameter_overrides = ["Stage=staging", "Color=green"]
[prod.deploy.parameters]
parameter_overrides = ["Stage=prod", "Color=blue"]
`,
  "src/stable.mjs": echo("stable"),
  "src/next.mjs": echo("next"),
};

function echo(name: string): string {
  return `export const handler = async (event) => ({ statusCode: 200, body: JSON.stringify([${JSON.stringify(name)}, event.requestContext.stage, event.stageVariables.color]) });\n`;
}

const cases: readonly (readonly [
  options: Partial<ConfigOverrides>,
  prefix: string,
  answer: unknown,
])[] = [
  [{}, "/dev", ["next", "dev", "red"]],
  [{ stage: "staging" }, "/staging", ["next", "staging", "green"]],
  [{ stage: "prod" }, "/prod", ["stable", "prod", "blue"]],
  [{ stage: "prod", parameterOverrides: ["Color=black"] }, "/prod", ["stable", "prod", "black"]],
  [{ parameterOverrides: ["Stage=prod"] }, "/prod", ["stable", "prod", "red"]],
];

describe("a stage by its name", () => {
  for (const [options, prefix, answer] of cases)
    it(`${JSON.stringify(options)} has its prefix, its variables, and calls the function a variable names`, () =>
      withSmallProject(files, async (root) => {
        const said: string[] = [];
        const running = await startStages({
          overrides: { root, ...options },
          port: "0",
          watch: false,
          say: (line) => void said.push(line),
        });
        try {
          const { url = "" } = running.stages[0] ?? {};
          expect(new URL(url).pathname, said.join("\n")).to.equal(prefix);
          const response = await fetch(`${url}/notes`);
          expect(await response.json(), said.join("\n")).to.deep.equal(answer);
        } finally {
          await running.close();
        }
      }));
});
