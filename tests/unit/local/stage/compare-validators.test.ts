import { expect } from "chai";
import { describe, it } from "mocha";
import type { Trace } from "../../../../src/harness/core/target.ts";
import { stagesOfTemplate } from "../../../support/stage/stages-of-template.ts";
import { request, send } from "../../../support/stage/test-stage.ts";

const uri =
  "{ Fn::Sub: 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations' }";

const template = (validator: string): string => `Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      DefinitionBody:
        openapi: 3.0.3
        info: { title: Test, version: "1" }
        x-amazon-apigateway-request-validators:
          all: { validateRequestBody: true, validateRequestParameters: true }
          body: { validateRequestBody: true, validateRequestParameters: false }
          params: { validateRequestBody: false, validateRequestParameters: true }
          none: { validateRequestBody: false, validateRequestParameters: false }
        paths:
          /x:
            post:
              x-amazon-apigateway-request-validator: ${validator}
              parameters:
                - { name: q, in: query, required: true, schema: { type: integer } }
                - { name: session, in: cookie, required: true, schema: { type: string } }
              requestBody:
                content:
                  application/json:
                    schema:
                      type: object
                      required: [a]
                      properties:
                        a: { type: string, nullable: true }
                        when: { type: string, format: date }
                        list: { type: array, minItems: 1 }
                        id: { type: string, readOnly: true }
              responses: { "200": { description: done } }
              x-amazon-apigateway-integration: { type: aws_proxy, httpMethod: POST, uri: ${uri} }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs24.x
      Events: { A: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /x, Method: post } } }
`;

async function disagreementOn(
  validator: string,
  query: string,
  body: string,
  contentType = "application/json",
): Promise<Trace["disagreement"]> {
  const stage = stagesOfTemplate(template(validator), { Fn: () => ({}) }).get("Api");
  if (stage === undefined) throw new Error("no stage");
  const message = request(`POST /dev/x?${query}`, { "Content-Type": contentType }, body);
  return (await send(stage, message)).trace.disagreement;
}

describe("where the gateway's validator and the author's schemas disagree", () => {
  const rows: readonly (readonly [
    validator: string,
    query: string,
    body: string,
    acceptedBy: "gateway" | "document" | null,
    found: string,
  ])[] = [
    ["all", "q=1", '{"a":"x"}', null, ""],
    ["all", "q=1", "{}", null, ""],
    ["all", "", '{"a":"x"}', null, ""],
    ["all", "q=1", '{"a":null}', "document", "API Gateway ignores nullable"],
    ["all", "q=1", '{"a":"x","when":"soon"}', "gateway", "body /when"],
    ["all", "q=1", '{"a":"x","list":[]}', "gateway", "body /list"],
    ["all", "q=1", '{"a":"x","id":"1"}', "gateway", "body /id"],
    ["all", "q=many", '{"a":"x"}', "gateway", "query parameter q"],
    ["params", "q=many", '{"a":1}', "gateway", "query parameter q"],
    ["params", "q=1", '{"a":1}', null, ""],
    ["body", "q=many", '{"a":"x"}', null, ""],
    ["body", "q=many", '{"a":"x","list":[]}', "gateway", "body /list"],
    ["none", "q=many", '{"a":1}', null, ""],
  ];
  for (const [validator, query, body, acceptedBy, found] of rows) {
    it(`${validator}: ?${query} ${body} is ${acceptedBy === null ? "no such case" : `taken by the ${acceptedBy} only`}`, async () => {
      const disagreement = await disagreementOn(validator, query, body);
      expect(disagreement?.acceptedBy ?? null).to.equal(acceptedBy);
      expect(disagreement?.found.join() ?? "").to.contain(found);
    });
  }

  it("says nothing of a content type that has no model, which is validated by nobody", async () => {
    expect(await disagreementOn("body", "q=1", "x", "text/plain")).to.equal(null);
  });
});
