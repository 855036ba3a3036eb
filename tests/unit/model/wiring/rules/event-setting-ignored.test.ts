import { expect } from "chai";
import {
  apiOf,
  functionOf,
  include,
  messagesOf,
  specOf,
  templateOf,
  wiredProblems,
} from "../../../../support/wiring/wire-loaded.ts";

const code = "wiring/event-setting-ignored";

const integration = "x-amazon-apigateway-integration: { type: mock }";
const documents = {
  "plain.yaml": specOf({ "get /x": null }),
  "full.yaml": `openapi: 3.0.3
info: { title: x, version: "1" }
x-amazon-apigateway-request-validators: { all: { validateRequestBody: true, validateRequestParameters: true } }
components: { securitySchemes: { key: { type: apiKey, name: x-api-key, in: header } } }
paths:
  /x: { get: { security: [{ key: [] }], x-amazon-apigateway-request-validator: all, ${integration} } }
`,
};

function found(settings: string, file = "plain.yaml", extra = ""): string {
  const event = `{ E: { Type: Api, Properties: { Path: /x, Method: get, RestApiId: !Ref A, ${settings} } } }`;
  const template = templateOf(apiOf("A", `${include(file)}${extra}`) + functionOf("Fn", event));
  return messagesOf(wiredProblems(code, { template, documents }));
}

describe("eventSettingIgnored", () => {
  it("finds settings that do not reach a document that is given", () => {
    expect(
      found(
        "Auth: { ApiKeyRequired: true }, RequestModel: { Model: M }, RequestParameters: [method.request.header.A]",
      ),
    ).to.equal(
      "The event E of Fn sets Auth, RequestModel, RequestParameters, which SAM does not write into the given document of A: GET /x deploys without.",
    );
    expect(found("Auth: { Authorizer: Users }")).to.contain("sets Auth,");
  });

  it("accepts them where the document says the same itself", () => {
    expect(
      found("Auth: { ApiKeyRequired: true }, RequestModel: { Model: M }", "full.yaml"),
    ).to.equal("");
  });

  it("accepts them where SAM writes them", () => {
    expect(found("RequestModel: { Model: M }", "plain.yaml", ", MergeDefinitions: true")).to.equal(
      "",
    );
    expect(found("Auth: { Authorizer: Users, OverrideApiAuth: true }")).to.equal("");
    const event =
      "{ E: { Type: Api, Properties: { Path: /x, Method: get, RequestModel: { Model: M } } } }";
    expect(
      messagesOf(wiredProblems(code, { template: templateOf(functionOf("Fn", event)) })),
    ).to.equal("");
  });

  it("accepts an event that asks for no authorizer", () => {
    expect(found("Auth: { Authorizer: NONE }")).to.equal("");
  });
});
