import { buildDocument } from "./build-document.ts";
import { readTemplate } from "./read-template.ts";
import type { ProblemCode } from "../../../src/harness/core/problem-codes.ts";
import type { Problem } from "../../../src/harness/core/problem.ts";
import type { ProjectModel } from "../../../src/harness/model/wiring/project-model.ts";
import { wireProject } from "../../../src/harness/model/wiring/wire-project.ts";

/** A project of a spec, a template and handler files, by path. */
export interface ProjectTexts {
  readonly spec: string;
  readonly template: string;
  readonly files: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Wires a project given as texts; every API of the template gets the one document. */
export function wireTexts({
  spec,
  template: text,
  files,
  parameters = {},
}: ProjectTexts): ProjectModel {
  const template = readTemplate(text, { parameters });
  const document = buildDocument(spec);
  const documents = new Map(
    template.apis
      .filter(({ definition }) => definition.kind === "include")
      .map(({ logicalId }) => [logicalId, document] as const),
  );
  return wireProject({
    template,
    documents,
    files: { read: (path) => (Object.hasOwn(files, path) ? (files[path] ?? null) : null) },
    templateDir: ".",
  });
}

/** The problems of one code. */
export function problemsOf(project: ProjectModel, code: ProblemCode): readonly Problem[] {
  return project.problems.filter((problem) => problem.code === code);
}

/** `file:line:column` of a problem. */
export function placeOf(problem: Problem | undefined): string {
  const { file, line, column } = problem?.location ?? { file: "nowhere" };
  return `${file}:${String(line)}:${String(column)}`;
}

/** A spec whose operations and integrations are in order. */
export const goodSpec = `openapi: 3.0.3
info: { title: Orders, version: "1" }
paths:
  /orders:
    post:
      operationId: createOrder
      x-amazon-apigateway-integration:
        type: aws_proxy
        httpMethod: POST
        uri:
          Fn::Sub: arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${CreateOrderFunction.Arn}/invocations
  /orders/{orderId}:
    get:
      operationId: getOrder
      x-amazon-apigateway-integration:
        type: aws_proxy
        httpMethod: POST
        uri:
          Fn::Sub: arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${GetOrderFunction.Arn}/invocations
`;

/** The template that goes with it. */
export const goodTemplate = `Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: nodejs24.x
    CodeUri: src/
Resources:
  OrderApi:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      DefinitionBody:
        Fn::Transform: { Name: AWS::Include, Parameters: { Location: openapi.yaml } }
  CreateOrderFunction:
    Type: AWS::Serverless::Function
    Metadata: { BuildMethod: esbuild }
    Properties:
      Handler: handlers/create-order.handler
      Events:
        CreateOrder:
          Type: Api
          Properties: { RestApiId: !Ref OrderApi, Path: /orders, Method: post }
  GetOrderFunction:
    Type: AWS::Serverless::Function
    Metadata: { BuildMethod: esbuild }
    Properties:
      Handler: handlers/get-order.handler
      Events:
        GetOrder:
          Type: Api
          Properties: { RestApiId: !Ref OrderApi, Path: "/orders/{orderId}", Method: get }
`;

/** The handler files that go with both. */
export const goodFiles: Readonly<Record<string, string>> = {
  "src/handlers/create-order.ts": "export const handler = async () => ({ statusCode: 201 });\n",
  "src/handlers/get-order.ts":
    "export async function handler() {\n  return { statusCode: 200 };\n}\n",
};

/** The good project, parts replaced. */
export function wireGood(changes: Partial<ProjectTexts> = {}): ProjectModel {
  return wireTexts({ spec: goodSpec, template: goodTemplate, files: goodFiles, ...changes });
}
