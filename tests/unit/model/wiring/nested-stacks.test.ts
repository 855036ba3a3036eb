import { expect } from "chai";
import type { TemplateModel } from "../../../../src/harness/model/template/template-model.ts";
import { loadTemplate } from "../../../../src/harness/model/template/load-template.ts";
import { wireProject } from "../../../../src/harness/model/wiring/wire-project.ts";
import { keysOf, readDefinition } from "../../../support/wiring/read-definition.ts";
import { readTemplate, testContext } from "../../../support/wiring/read-template.ts";

const child = loadTemplate({
  file: "stacks/child.yaml",
  text: `Resources:
  Fn: { Type: AWS::Serverless::Function, Properties: { FunctionName: child-fn, Handler: fn.handler, CodeUri: src, Runtime: nodejs24.x, Events: { A: { Type: Api, Properties: { Path: /a, Method: get } } } } }
`,
  context: { ...testContext, stackName: "shop-child" },
});

const arn = "arn:aws:lambda:eu-west-1:123456789012:function:child-fn";
const uri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`;

function parent(): TemplateModel {
  const template = readTemplate(`Resources:
  Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: stacks/child.yaml } }
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      DefinitionBody: { openapi: 3.0.1, paths: { /b: { get: { x-amazon-apigateway-integration: { type: aws_proxy, httpMethod: POST, uri: "${uri}" } } } } }
`);
  return { ...template, stacks: new Map([["Child", child]]) };
}

describe("nested stacks", () => {
  const template = parent();
  const own = readDefinition(template, "Api");
  const nested = readDefinition(child, "ServerlessRestApi");
  const documents = new Map(
    [["Api", own.document] as const, ["Child/ServerlessRestApi", nested.document] as const].flatMap(
      ([id, document]) => (document === null ? [] : [[id, document] as const]),
    ),
  );
  const project = wireProject({
    template,
    documents,
    files: { read: (path) => (path === "stacks/src/fn.ts" ? "export const handler = 1;" : null) },
    templateDir: ".",
  });

  it("are projects of their own, with their APIs and handlers", () => {
    expect(keysOf(nested)).to.deep.equal(["GET /a"]);
    const stack = project.stacks.get("Child");
    expect(stack?.apis[0]?.resource.logicalId).to.equal("ServerlessRestApi");
    expect(stack?.functions[0]?.handler?.file).to.equal("stacks/src/fn.ts");
    expect(project.functions).to.deep.equal([]);
  });

  it("have functions the parent's integrations lead to, by an id of their own", () => {
    const [operation] = project.apis[0]?.operations ?? [];
    expect(operation?.integration).to.deep.equal({
      kind: "lambda",
      functionId: "Child/Fn",
      qualifier: null,
    });
    expect(operation?.function?.resource.logicalId).to.equal("Child/Fn");
  });

  it("do not take what the configuration says of the parent's own function for theirs", () => {
    const both = readTemplate(`Resources:
  Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: stacks/child.yaml } }
  Fn: { Type: AWS::Serverless::Function, Properties: { Handler: fn.handler, CodeUri: src, Runtime: nodejs24.x } }
`);
    const handlerOf = (configuredFunctions: readonly string[]) =>
      wireProject({
        template: { ...both, stacks: new Map([["Child", child]]) },
        documents: new Map(),
        files: {
          read: (path) => (path.endsWith("src/fn.ts") ? "export const handler = 1;" : null),
        },
        templateDir: ".",
        configuredFunctions,
      }).stacks.get("Child")?.functions[0]?.handler?.file;
    expect(handlerOf(["Fn"])).to.equal("stacks/src/fn.ts");
    expect(handlerOf(["Child/Fn"])).to.equal(undefined);
  });

  it("have their problems told with those of the parent, and nobody is accused across stacks", () => {
    expect(project.problems.map(({ code, location }) => [code, location?.file])).to.deep.equal([
      ["wiring/spec-not-wired", "stacks/child.yaml"],
    ]);
  });
});
