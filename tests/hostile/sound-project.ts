import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { repository } from "../../scripts/support/repository.ts";
import { isJsonValue, type JsonValue } from "../../src/harness/core/json.ts";
import type { HostileFiles } from "./hostile-case.ts";

/** Head of a template; what follows is resources. */
export const templateHead = `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
`;

/** A small template that has something of everything, and no fault. */
export const shopTemplate = `${templateHead}Parameters:
  Stage: { Type: String, Default: dev, AllowedValues: [dev, prod] }
Mappings:
  Sizes: { dev: { Memory: 128 }, prod: { Memory: 512 } }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Globals:
  Function:
    Runtime: nodejs24.x
    Timeout: 5
    Environment: { Variables: { TABLE: !Ref Items } }
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: !Ref Stage
      DefinitionBody:
        Fn::Transform:
          Name: AWS::Include
          Parameters: { Location: spec.yaml }
  Front:
    Type: AWS::Serverless::HttpApi
    Properties:
      DefinitionBody:
        openapi: 3.0.1
        info: { title: front, version: "1" }
        paths:
          /front:
            get:
              responses: { "200": { description: fine } }
              x-amazon-apigateway-integration:
                type: aws_proxy
                httpMethod: POST
                payloadFormatVersion: "2.0"
                uri: !Sub arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Reader.Arn}/invocations
  Reader:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: reader.handler
      MemorySize: !FindInMap [Sizes, !Ref Stage, Memory]
      Events:
        Read: { Type: Api, Properties: { RestApiId: !Ref Shop, Path: /items/{id}, Method: get } }
        Write: { Type: Api, Properties: { RestApiId: !Ref Shop, Path: /items, Method: post } }
        Other: { Type: HttpApi, Properties: { ApiId: !Ref Front, Path: /front, Method: get } }
  Items:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: !Sub "items-\${Stage}"
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
      BillingMode: !If [IsProd, PROVISIONED, PAY_PER_REQUEST]
Outputs:
  Url: { Value: !Sub "https://\${Shop}.execute-api.\${AWS::Region}.amazonaws.com/\${Stage}" }
`;

const integration = `      x-amazon-apigateway-integration:
        type: aws_proxy
        httpMethod: POST
        uri: { Fn::Sub: "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Reader.Arn}/invocations" }
`;

/** The document of the template's REST API. */
export const shopSpec = `openapi: 3.0.1
info: { title: shop, version: "1" }
x-amazon-apigateway-request-validators:
  all: { validateRequestBody: true, validateRequestParameters: true }
x-amazon-apigateway-request-validator: all
paths:
  /items/{id}:
    get:
      operationId: readItem
      parameters:
        - { name: id, in: path, required: true, schema: { type: string, pattern: "^[a-z]+$" }, example: abc }
      responses:
        "200":
          description: found
          content: { application/json: { schema: { $ref: "#/components/schemas/Item" } } }
${integration}  /items:
    post:
      operationId: writeItem
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: "#/components/schemas/Item" }
            example: { name: ball, price: 3 }
      responses: { "201": { description: made } }
${integration}components:
  schemas:
    Item:
      type: object
      required: [name]
      properties:
        name: { type: string, minLength: 1 }
        price: { type: number, minimum: 0 }
        parts: { type: array, items: { $ref: "#/components/schemas/Item" } }
`;

/** A document whose one operation has this schema, as JSON, for its body; and an example, when one is given. */
export function specWithSchema(schema: string, example: string | null = null): string {
  const shown = example === null ? "" : `,"example":${example}`;
  return `{"openapi":"3.0.1","info":{"title":"t","version":"1"},"paths":{"/items":{"post":{
    "requestBody":{"content":{"application/json":{"schema":${schema}${shown}}}},
    "responses":{"200":{"description":"d"}},
    "x-amazon-apigateway-integration":{"type":"mock"}}}}}`;
}

/** The sound project: what a case leaves alone. */
export const soundFiles: HostileFiles = {
  "template.yaml": shopTemplate,
  "spec.yaml": shopSpec,
  "src/reader.js": "exports.handler = async () => ({ statusCode: 200 });\n",
};

function readRepository(file: string): string {
  return readFileSync(path.join(repository, file), "utf8");
}

/** The reference service's own files, under the names of the sound project's. */
export const orderFiles: HostileFiles = {
  "template.yaml": readRepository("template.yaml"),
  "openapi.yaml": readRepository("openapi.yaml"),
};

/** A YAML text as a value; tags of CloudFormation are dropped. */
export function toValue(text: string): JsonValue {
  const value: unknown = parse(text, { logLevel: "silent" });
  if (!isJsonValue(value)) throw new Error("The text is no JSON.");
  return value;
}
