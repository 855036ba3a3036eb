import { expect } from "chai";
import { describe, it } from "mocha";
import { isObject, type JsonObject } from "../../../../../src/harness/core/json.ts";
import { allowed, guardedHttpStage, policy } from "../../../../support/stage/authorizers.ts";
import { eventOf } from "../../../../support/stage/http-stage.ts";
import { jsonBody, realIds, request, send } from "../../../../support/stage/test-stage.ts";

const source = { identitySource: "$request.header.Authorization" };
const first = { type: "request", authorizerPayloadFormatVersion: "1.0", ...source };
const second = { type: "request", authorizerPayloadFormatVersion: "2.0", ...source };
const simple = { ...second, enableSimpleResponses: true };
const bearer = { Authorization: "Bearer t" };

function thrown(message: string): never {
  throw new Error(message);
}

const forbidden = { message: "Forbidden" };
const unauthorized = { message: "Unauthorized" };
const internal = { message: "Internal Server Error" };

describe("a Lambda authorizer of an HTTP API", () => {
  // Guide: "Control access to HTTP APIs with AWS Lambda authorizers".
  const answers: readonly (readonly [string, JsonObject, () => unknown, number, unknown])[] = [
    ["says isAuthorized: true", simple, () => ({ isAuthorized: true }), 200, null],
    ["says isAuthorized: false", simple, () => ({ isAuthorized: false }), 403, forbidden],
    ["says isAuthorized as a text", simple, () => ({ isAuthorized: "true" }), 500, internal],
    ["gives a policy where a simple answer is due", simple, () => allowed, 500, internal],
    [
      "gives a simple answer where a policy is due",
      second,
      () => ({ isAuthorized: true }),
      500,
      internal,
    ],
    ["allows by policy", second, () => allowed, 200, null],
    ["allows by policy in format 1.0", first, () => allowed, 200, null],
    [
      "denies by policy",
      second,
      () => ({ ...allowed, policyDocument: policy("Deny") }),
      403,
      forbidden,
    ],
    [
      "allows another route only",
      second,
      () => ({ ...allowed, policyDocument: policy("Allow", "arn:*/POST/*") }),
      403,
      forbidden,
    ],
    ["throws Unauthorized", simple, () => thrown("Unauthorized"), 401, unauthorized],
    [
      "returns the error Unauthorized",
      simple,
      () => ({ errorMessage: "Unauthorized" }),
      401,
      unauthorized,
    ],
    ["throws something else", simple, () => thrown("boom"), 500, internal],
    ["returns nothing", simple, () => null, 500, internal],
    [
      "returns a list in the context of format 1.0",
      first,
      () => ({ ...allowed, context: { a: [] } }),
      500,
      internal,
    ],
    [
      "leaves the principal out of a policy of format 2.0",
      second,
      () => ({ policyDocument: policy("Allow") }),
      200,
      null,
    ],
    [
      "leaves the principal out of format 1.0",
      first,
      () => ({ policyDocument: policy("Allow") }),
      500,
      internal,
    ],
  ];
  for (const [what, authorizer, auth, status, body] of answers) {
    it(`answers ${status} where the function ${what}`, async () => {
      const exchange = await send(
        guardedHttpStage({ authorizer }, auth),
        request("GET /orders/7", bearer),
      );
      expect(exchange.response.status).to.equal(status);
      if (body !== null) expect(jsonBody(exchange)).to.deep.equal(body);
    });
  }

  for (const [what, headers] of [
    ["without its identity source", {}],
    ["with an empty identity source", { Authorization: "" }],
  ] as const) {
    it(`is not asked ${what}: 401`, async () => {
      const stage = guardedHttpStage({ authorizer: simple }, () => thrown("never"));
      const exchange = await send(stage, request("GET /orders/7", headers));
      expect([exchange.response.status, jsonBody(exchange)]).to.deep.equal([401, unauthorized]);
    });
  }

  it("is given an empty list without identity sources (assumed)", async () => {
    const events: unknown[] = [];
    const authorizer = {
      type: "request",
      authorizerPayloadFormatVersion: "2.0",
      enableSimpleResponses: true,
      authorizerResultTtlInSeconds: 0,
    };
    const stage = guardedHttpStage({ authorizer }, (event) => {
      events.push(event);
      return { isAuthorized: true };
    });
    expect((await send(stage, request("GET /orders/7"))).response.status).to.equal(200);
    expect(events).to.have.length(1);
    expect(events[0]).to.deep.include({ identitySource: [] });
  });

  // Guide: all sources must be there; headers, query, variables of the context and of the stage.
  const sources: readonly (readonly [string, string, Record<string, string>, number])[] = [
    ["all of them", "?key=k", bearer, 200],
    ["no header", "?key=k", {}, 401],
    ["no query parameter", "", bearer, 401],
    ["an empty query parameter", "?key=", bearer, 401],
  ];
  for (const [what, query, headers, status] of sources) {
    it(`is given every identity source, and not asked without: ${what} is ${status}`, async () => {
      const given: unknown[] = [];
      const identitySource =
        "$request.header.Authorization, $request.querystring.key, $context.identity.sourceIp, $stageVariables.tier";
      const stage = guardedHttpStage(
        { authorizer: { ...simple, identitySource } },
        (event) => {
          given.push(isObject(event) ? event["identitySource"] : null);
          return { isAuthorized: true };
        },
        { stageVariables: { tier: "gold" } },
      );
      const { response } = await send(stage, request(`GET /orders/7${query}`, headers));
      expect(response.status).to.equal(status);
      const identity = ["Bearer t", "k", "203.0.113.7", "gold"];
      expect(given).to.deep.equal(status === 200 ? [identity] : []);
    });
  }

  it("is given format 2.0, with the identity as a list and the ARN of the route", async () => {
    const events: unknown[] = [];
    const stage = guardedHttpStage({ authorizer: simple }, (event) => {
      events.push(event);
      return { isAuthorized: true };
    });
    const exchange = await send(
      stage,
      request("GET /orders/a%20b?x=1", { ...bearer, Cookie: "a=1" }),
    );
    const { isBase64Encoded: _flag, ...event } = eventOf(exchange);
    const [given] = events;
    if (!isObject(given) || !isObject(event["requestContext"])) throw new Error("no event");
    const { authorizer: _authorizer, ...requestContext } = event["requestContext"];
    expect(given["routeArn"]).to.match(
      /^arn:aws:execute-api:us-east-1:123456789012:[a-z0-9]{10}\/\$default\/GET\/orders\/a%20b$/u,
    );
    expect(given).to.deep.equal({
      ...event,
      requestContext,
      type: "REQUEST",
      routeArn: given["routeArn"],
      identitySource: ["Bearer t"],
    });
    expect(given).to.deep.include({
      version: "2.0",
      cookies: ["a=1"],
      routeKey: "GET /orders/{orderId}",
    });
  });

  it("is given format 1.0, with the identity as a text, and no body", async () => {
    const events: unknown[] = [];
    const authorizer = {
      ...first,
      identitySource: "$request.header.Authorization, $request.querystring.x",
    };
    const stage = guardedHttpStage({ authorizer }, (event) => {
      events.push(event);
      return allowed;
    });
    await send(stage, request("GET /orders/7?x=1", bearer, "text"));
    const [given] = events;
    if (!isObject(given)) throw new Error("no event");
    expect(given).to.deep.include({
      version: "1.0",
      type: "REQUEST",
      identitySource: "Bearer t,1",
      authorizationToken: "Bearer t,1",
      resource: "/orders/{orderId}",
    });
    expect(given["methodArn"]).to.be.a("string");
    expect(Object.keys(given)).to.not.include("body");
  });

  const contexts: readonly (readonly [string, JsonObject | undefined, unknown])[] = [
    [
      "its context with types kept",
      { tenant: "a", level: 3, roles: ["x"] },
      { tenant: "a", level: 3, roles: ["x"] },
    ],
    ["null where it has no context (assumed)", undefined, null],
  ];
  for (const [what, context, lambda] of contexts) {
    it(`hands on ${what} in format 2.0`, async () => {
      const stage = guardedHttpStage({ authorizer: simple }, () => ({
        isAuthorized: true,
        context,
      }));
      const { requestContext } = eventOf(await send(stage, request("GET /orders/7", bearer)));
      expect(isObject(requestContext) && requestContext["authorizer"]).to.deep.equal({ lambda });
    });
  }

  it("hands on its context beside claims and scopes in format 1.0 (assumed)", async () => {
    const integration = { payloadFormatVersion: "1.0" };
    const stage = guardedHttpStage(
      { authorizer: simple },
      () => ({ isAuthorized: true, context: { tenant: "a" } }),
      { api: { operations: [{ method: "GET", path: "/x", security: [["caller"]], integration }] } },
    );
    const { requestContext } = eventOf(await send(stage, request("GET /x", bearer)));
    expect(isObject(requestContext) && requestContext["authorizer"]).to.deep.include({
      claims: null,
      scopes: null,
      tenant: "a",
    });
  });

  it("answers 500 after ten seconds without an answer (guide)", async () => {
    const waits: number[] = [];
    const stage = guardedHttpStage({ authorizer: simple }, () => new Promise(() => {}), {
      ports: {
        clock: { now: () => 0, sleep: async () => {} },
        ids: realIds,
        startTimer: (milliseconds, callback) => {
          waits.push(milliseconds);
          queueMicrotask(callback);
          return () => {};
        },
      },
    });
    const exchange = await send(stage, request("GET /orders/7", bearer));
    expect([exchange.response.status, jsonBody(exchange), waits]).to.deep.equal([
      500,
      internal,
      [10_000],
    ]);
  });

  it("is asked before a preflight request that its route takes, and lets others be answered", async () => {
    const stage = guardedHttpStage({ authorizer: simple }, () => ({ isAuthorized: true }), {
      api: {
        operations: [{ method: "ANY", path: "/x", security: [["caller"]] }],
        properties: { CorsConfiguration: { AllowOrigins: ["*"] } },
      },
    });
    const preflight = { Origin: "https://a.test", "Access-Control-Request-Method": "GET" };
    expect((await send(stage, request("OPTIONS /x", preflight))).response.status).to.equal(401);
    expect((await send(stage, request("OPTIONS /y", preflight))).response.status).to.equal(204);
  });
});
