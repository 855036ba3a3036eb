import { expect } from "chai";
import { describe, it } from "mocha";
import { notEmulatedType } from "../../../../../src/harness/core/not-emulated.ts";
import { parseSourceDocument } from "../../../../../src/harness/core/source-document.ts";
import { httpStage } from "../../../../support/stage/http-stage.ts";
import { jsonBody, request, send } from "../../../../support/stage/test-stage.ts";
import type { ApiSketch, OperationSketch } from "../../../../support/stage/wired-api.ts";

const securitySchemes = {
  jwt: { type: "oauth2", "x-amazon-apigateway-authorizer": { type: "jwt" } },
  lambda: { type: "apiKey", "x-amazon-apigateway-authorizer": { type: "request" } },
  key: { type: "apiKey", name: "x-api-key", in: "header" },
};

describe("what the stage does not emulate of an HTTP API", () => {
  const operations: readonly (readonly [string, Partial<OperationSketch>, string])[] = [
    [
      "a JWT authorizer",
      { security: [["jwt"]] },
      'the authorizer "jwt", whose issuer or audience is not known here',
    ],
    [
      "a Lambda authorizer of no payload format",
      { security: [["lambda"]] },
      '"lambda", whose authorizerPayloadFormatVersion is missing',
    ],
    ["an unknown security scheme", { security: [["gone"]] }, '"gone"'],
    [
      "a service integration",
      {
        wiring: {
          kind: "service",
          service: "SQS",
          way: "subtype",
          target: "SendMessage",
          settings: {},
        },
      },
      "SQS-SendMessage",
    ],
    [
      "a mock integration",
      { integration: { type: "mock" }, wiring: { kind: "mock", settings: {} } },
      "integrations of type mock, which an HTTP API does not have",
    ],
    [
      "a VPC link",
      {
        wiring: {
          kind: "http",
          proxy: true,
          uri: "https://a",
          api: null,
          settings: { connectionType: "VPC_LINK" },
        },
      },
      "VPC links",
    ],
    [
      "parameter mapping of a reserved header",
      { integration: { requestParameters: { "append:header.Host": "b" } } },
      "parameter mapping of the reserved header Host",
    ],
    [
      "parameter mapping of the path of a Lambda integration",
      { integration: { requestParameters: { "overwrite:path": "/b" } } },
      "parameter mapping of the path of a Lambda integration",
    ],
    [
      "parameter mapping by a value only AWS knows",
      { integration: { requestParameters: { "append:header.a": { "Fn::ImportValue": "b" } } } },
      "parameter mapping by values that are not known here",
    ],
    [
      "parameter mapping that cannot be read",
      { integration: { responseParameters: { "200": { "append:cookie.a": "b" } } } },
      "parameter mapping (append:cookie.a)",
    ],
    ["another payload format", { integration: { payloadFormatVersion: "3.0" } }, '"3.0"'],
    ["no integration", { integration: null, wiring: { kind: "none" } }, "without an integration"],
  ];
  for (const [what, sketch, words] of operations) {
    it(`refuses ${what} with 501 and says so at the start`, async () => {
      const stage = httpStage({
        api: {
          operations: [
            { method: "GET", path: "/x", ...sketch },
            { method: "GET", path: "/open", security: [["key"]] },
          ],
          root: { components: { securitySchemes } },
        },
      });
      const exchange = await send(stage, request("GET /x"));
      expect(exchange.response.status).to.equal(501);
      expect(JSON.stringify(jsonBody(exchange))).to.contain(JSON.stringify(words).slice(1, -1));
      expect(exchange.trace).to.deep.include({
        gatewayResponseType: notEmulatedType,
        functionId: null,
      });
      expect(stage.problems.map(({ code }) => code)).to.deep.equal([
        "stage/operation-not-emulated",
      ]);
      // An HTTP API has no API keys: such a scheme takes no effect.
      expect((await send(stage, request("GET /open"))).response.status).to.equal(200);
    });
  }

  it("refuses a preflight request of a route with an authorizer, which may take it", async () => {
    const stage = httpStage({
      api: {
        operations: [{ method: "ANY", path: "/x", security: [["jwt"]] }],
        root: {
          components: { securitySchemes },
          "x-amazon-apigateway-cors": { allowOrigins: ["*"] },
        },
      },
    });
    const headers = { Origin: "https://a.test", "Access-Control-Request-Method": "GET" };
    expect((await send(stage, request("OPTIONS /x", headers))).response.status).to.equal(501);
  });

  // SAM writes the default authorizer into operations without security; NONE takes one out.
  it("refuses the routes a default authorizer covers, and no others", async () => {
    const properties = {
      Auth: { DefaultAuthorizer: "Users", Authorizers: { Users: { JwtConfiguration: {} } } },
    };
    const stage = httpStage({
      api: {
        properties,
        operations: [
          { method: "GET", path: "/x" },
          { method: "GET", path: "/open", security: [["NONE"]] },
        ],
      },
    });
    const refused = await send(stage, request("GET /x"));
    expect(JSON.stringify(jsonBody(refused))).to.contain(
      "whose issuer or audience is not known here",
    );
    expect((await send(stage, request("GET /open"))).response.status).to.equal(200);
  });

  it("refuses every request of an API with mutual TLS", async () => {
    const properties: ApiSketch["properties"] = {
      Domain: { MutualTlsAuthentication: { TruststoreUri: "s3://x" } },
    };
    const stage = httpStage({ api: { properties } });
    expect((await send(stage, request("GET /orders/1"))).response.status).to.equal(501);
    expect(stage.problems.map(({ code }) => code)).to.deep.equal(["stage/api-not-emulated"]);
  });

  it("names settings without effect where they stand, and answers", async () => {
    const template = parseSourceDocument({
      file: "template.yaml",
      text: "Resources:\n  OrderApi:\n    Properties:\n      DisableExecuteApiEndpoint: true\n",
    });
    const properties = { DisableExecuteApiEndpoint: true, Domain: { DomainName: "a.test" } };
    const stage = httpStage({ api: { properties }, template });
    expect(stage.problems.map(({ code, location }) => [code, location?.line])).to.deep.equal([
      ["stage/setting-not-emulated", 4],
    ]);
    expect((await send(stage, request("GET /orders/1"))).response.status).to.equal(200);
  });
});
