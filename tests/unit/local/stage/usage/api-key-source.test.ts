import { expect } from "chai";
import { describe, it } from "mocha";
import { bodyText } from "../../../../../src/harness/core/http-message.ts";
import { knowsNobody } from "../../../../../src/harness/local/stage/authorization/stage-identity.ts";
import { allowed } from "../../../../support/stage/authorizers.ts";
import { eventOf } from "../../../../support/stage/http-stage.ts";
import { stagesOfTemplate } from "../../../../support/stage/stages-of-template.ts";
import { request, send } from "../../../../support/stage/test-stage.ts";

const key = "own-key-of-this-test-1234";

const uri = (id: string): string =>
  `{ Fn::Sub: "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${id}.Arn}/invocations" }`;

const functions = `
  Fn: { Type: AWS::Serverless::Function, Properties: { Handler: index.handler, Runtime: nodejs24.x, CodeUri: ., Events: { A: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /a, Method: get } } } } }
  Auth: { Type: AWS::Serverless::Function, Properties: { Handler: index.handler, Runtime: nodejs24.x, CodeUri: . } }
`;

/** A keyed and guarded method of an API whose source of keys stands in its properties. */
const generated = (properties: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      ${properties}
      Auth:
        ApiKeyRequired: true
        DefaultAuthorizer: Caller
        Authorizers: { Caller: { FunctionArn: !GetAtt Auth.Arn } }
${functions}`;

/** The same, written in the document. */
const written = (extension: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      DefinitionBody:
        openapi: 3.0.3
        info: { title: Keys, version: "1" }
        ${extension}
        components:
          securitySchemes:
            key: { type: apiKey, name: x-api-key, in: header }
            caller: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: custom, x-amazon-apigateway-authorizer: { type: token, authorizerUri: ${uri("Auth")} } }
        paths:
          /a: { get: { security: [{ caller: [], key: [] }], x-amazon-apigateway-integration: { type: aws_proxy, httpMethod: POST, uri: ${uri("Fn")} } } }
  MayAuth: { Type: AWS::Lambda::Permission, Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Auth, Principal: apigateway.amazonaws.com } }
${functions}`;

// Guide, "Choose an API key source".
describe("the key of a method comes from", () => {
  const call = (template: string, header: string | null, usageIdentifierKey?: string) => {
    const stage = stagesOfTemplate(
      template,
      { Fn: () => ({}), Auth: () => ({ ...allowed, usageIdentifierKey }) },
      { identity: { ...knowsNobody, apiKeys: { Own: key } } },
    ).get("Api");
    if (stage === undefined) throw new Error("no stage");
    const given: Record<string, string> = header === null ? {} : { "X-Api-Key": header };
    return send(stage, request("GET /dev/a", { Authorization: "t", ...given }));
  };
  const rows: readonly (readonly [
    what: string,
    template: string,
    header: string | null,
    ofAuthorizer: string | undefined,
    status: number,
  ])[] = [
    ["the header where nothing is said", generated(""), key, undefined, 200],
    ["the header alone where nothing is said", generated(""), null, key, 403],
    [
      "the header where HEADER is said",
      written("x-amazon-apigateway-api-key-source: HEADER"),
      key,
      undefined,
      200,
    ],
    ["the authorizer", generated("ApiKeySourceType: AUTHORIZER"), null, key, 200],
    ["the authorizer alone", generated("ApiKeySourceType: AUTHORIZER"), key, undefined, 403],
    [
      "the authorizer, which may be wrong",
      generated("ApiKeySourceType: AUTHORIZER"),
      key,
      "x",
      403,
    ],
    [
      "the authorizer by the document",
      written("x-amazon-apigateway-api-key-source: AUTHORIZER"),
      null,
      key,
      200,
    ],
    [
      "the authorizer alone by the document",
      written("x-amazon-apigateway-api-key-source: AUTHORIZER"),
      key,
      undefined,
      403,
    ],
  ];
  for (const [what, template, header, ofAuthorizer, status] of rows) {
    it(`${what}: ${status}`, async () => {
      const exchange = await call(template, header, ofAuthorizer);
      expect(exchange.response.status).to.equal(status);
      if (status === 403) {
        expect(bodyText(exchange.response)).to.equal('{"message":"Forbidden"}');
        return;
      }
      const event = eventOf(exchange);
      expect(event).to.have.nested.property("requestContext.identity.apiKey", key);
      expect(event).to.have.nested.property("requestContext.identity.apiKeyId");
    });
  }
});
