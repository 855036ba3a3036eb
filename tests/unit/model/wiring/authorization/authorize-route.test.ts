import { expect } from "chai";
import { describe, it } from "mocha";
import type { JsonObject } from "../../../../../src/harness/core/json.ts";
import type { RouteAuthorization } from "../../../../../src/harness/model/wiring/authorization/route-authorizer.ts";
import { withGivenCaller } from "../../../../../src/harness/model/wiring/authorization/with-given-caller.ts";
import { authUri } from "../../../../support/stage/authorizers.ts";
import { wiredApi, type ApiSketch } from "../../../../support/stage/wired-api.ts";

const token = { type: "token", authorizerUri: authUri };
const scheme = (members: JsonObject) => ({
  type: "apiKey",
  in: "header",
  name: "Authorization",
  ...members,
});
const securitySchemes = {
  own: scheme({ "x-amazon-apigateway-authorizer": token }),
  keyed: scheme({ name: "x-api-key", "x-amazon-apigateway-authorizer": token }),
  key: scheme({ name: "X-Api-Key" }),
  iam: scheme({ "x-amazon-apigateway-authtype": "awsSigv4" }),
  custom: scheme({ "x-amazon-apigateway-authtype": "custom" }),
  pool: scheme({
    "x-amazon-apigateway-authorizer": { type: "COGNITO_USER_POOLS", providerARNs: ["arn:pool"] },
  }),
  jwt: {
    type: "oauth2",
    "x-amazon-apigateway-authorizer": {
      type: "jwt",
      identitySource: "$request.header.Authorization",
      jwtConfiguration: { issuer: "https://issuer.test", audience: ["a"] },
    },
  },
  bearer: { type: "http", scheme: "bearer" },
};

function of(
  security: readonly (readonly string[])[],
  raw: JsonObject = {},
  sketch: Partial<ApiSketch> = {},
): RouteAuthorization {
  const operation = {
    method: "GET",
    path: "/x",
    security,
    raw,
  } as const;
  const root = { components: { securitySchemes } };
  const [wired] = wiredApi({ operations: [operation], root, ...sketch }).operations;
  if (wired === undefined) throw new Error("no operation");
  return wired.authorization;
}

// Guide: "x-amazon-apigateway-authorizer"; recorded imports of July 2025 for root security and x-api-key.
describe("what a route asks of a caller", () => {
  const kinds: readonly (readonly [string, RouteAuthorization, string, boolean])[] = [
    ["nothing", of([]), "none", false],
    ["a scheme without an extension", of([["bearer"]]), "none", false],
    ["a Lambda authorizer", of([["own"]]), "lambda", false],
    ["a Lambda authorizer and a key", of([["own", "key"]]), "lambda", true],
    ["an authorizer in x-api-key, and no key (recorded)", of([["keyed"]]), "lambda", false],
    ["a key", of([["key"]]), "none", true],
    ["a signature", of([["iam"]]), "iam", false],
    ["an auth type without an authorizer", of([["custom"]]), "unknown", false],
    ["a user pool", of([["pool"]]), "cognito", false],
    ["an issuer", of([["jwt"]], {}, { kind: "http" }), "jwt", false],
    ["a key of an HTTP API, which has none", of([["key"]], {}, { kind: "http" }), "none", false],
    ["two authorizers", of([["own"], ["pool"]]), "unknown", false],
    ["a scheme that is not defined", of([["gone"]]), "unknown", false],
    [
      "an auth type of its own",
      of([["own"]], { "x-amazon-apigateway-auth": { type: "AWS_IAM" } }),
      "iam",
      false,
    ],
    [
      "no auth by its own word",
      of([["own"]], { "x-amazon-apigateway-auth": { type: "NONE" } }),
      "none",
      false,
    ],
  ];
  for (const [what, { authorizer, apiKeyRequired }, kind, key] of kinds) {
    it(`is ${kind}${key ? " and a key" : ""} for ${what}`, () => {
      expect([authorizer.kind, apiKeyRequired]).to.deep.equal([kind, key]);
    });
  }

  it("has the scopes the route names", () => {
    const { authorizer } = of([["pool"]], { security: [{ pool: ["orders:read"] }] });
    expect(authorizer).to.deep.include({ scopes: ["orders:read"], userPoolArns: ["arn:pool"] });
  });

  it("has issuer and audience of a token", () => {
    const { authorizer } = of([["jwt"]], {}, { kind: "http" });
    expect(authorizer).to.deep.include({
      issuer: "https://issuer.test",
      audience: ["a"],
      scopes: [],
    });
  });
});

describe("a caller that is given", () => {
  const says = {
    kind: "lambda",
    principalId: "u",
    context: {},
    usageIdentifierKey: null,
    latencyMs: null,
  } as const;
  const claims = { kind: "claims", claims: { sub: "u" }, scopes: null } as const;
  const kindOf = (
    security: string,
    caller: Parameters<typeof withGivenCaller>[1],
  ): string | undefined => {
    const operation = { method: "GET", path: "/x", security: [[security]] } as const;
    const api = wiredApi({ operations: [operation], root: { components: { securitySchemes } } });
    return withGivenCaller(api, caller).operations[0]?.authorization.authorizer.kind;
  };

  it("takes the place of authorizers of its kind alone", () => {
    const result = { lambda: says, token: null };
    const held = { lambda: null, token: claims };
    expect([kindOf("own", result), kindOf("pool", result)]).to.deep.equal(["given", "cognito"]);
    expect([kindOf("own", held), kindOf("pool", held)]).to.deep.equal(["lambda", "given"]);
    expect([kindOf("iam", result), kindOf("gone", result)]).to.deep.equal(["iam", "unknown"]);
  });

  it("is refused where an authorizer of a REST API could not have returned it", () => {
    const lambda = { ...says, context: { roles: ["a"] } };
    expect(kindOf("own", { lambda, token: null })).to.equal("unknown");
  });
});
