import { expect } from "chai";
import { describe, it } from "mocha";
import {
  httpAuthorizerOf,
  restAuthorizerOf,
} from "../../../../../src/harness/local/stage/authorization/authorization.ts";

const claims = { kind: "claims", claims: { sub: "7" }, scopes: ["orders/read"] } as const;

// A caller that is given (`--as`) is seen as one that an authorizer let in.
describe("requestContext.authorizer", () => {
  it("of a user pool's caller has claims alone on a REST API, scopes too on an HTTP API", () => {
    expect(restAuthorizerOf(claims)).to.deep.equal({ claims: { sub: "7" } });
    expect(httpAuthorizerOf(claims, "2.0")).to.deep.equal({
      jwt: { claims: { sub: "7" }, scopes: ["orders/read"] },
    });
  });

  it("of a Lambda authorizer always has a latency on a REST API", () => {
    const given = {
      kind: "lambda",
      context: { vip: true },
      principalId: "ann",
      latencyMs: null,
    } as const;
    expect(restAuthorizerOf(given)).to.deep.equal({
      vip: "true",
      principalId: "ann",
      integrationLatency: 0,
    });
  });
});
