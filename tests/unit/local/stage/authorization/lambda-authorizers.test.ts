import { expect } from "chai";
import { describe, it } from "mocha";
import type { JsonObject } from "../../../../../src/harness/core/json.ts";
import { headerValue } from "../../../../../src/harness/core/http-message.ts";
import { isObject } from "../../../../../src/harness/core/json.ts";
import type { Exchange } from "../../../../../src/harness/core/target.ts";
import { allowed, guardedStage, policy } from "../../../../support/stage/authorizers.ts";
import { eventOf } from "../../../../support/stage/http-stage.ts";
import { jsonBody, realIds, request, send } from "../../../../support/stage/test-stage.ts";
import type { OperationSketch } from "../../../../support/stage/wired-api.ts";

const token = { authorizer: { type: "token" } };
const bearer = { Authorization: "Bearer t" };
const account = "arn:aws:execute-api:us-east-1:123456789012:";

function statusAndBody(exchange: Exchange): readonly unknown[] {
  return [exchange.response.status, jsonBody(exchange)];
}

function authorizerOf(exchange: Exchange): unknown {
  const { requestContext } = eventOf(exchange);
  return isObject(requestContext) ? requestContext["authorizer"] : undefined;
}

function thrown(message: string): never {
  throw new Error(message);
}

const denied = "User is not authorized to access this resource";
const explicit = `${denied} with an explicit deny in an identity-based policy`;
const statement = { Effect: "Allow", Action: "*", Resource: "*" };

describe("a TOKEN authorizer of a REST API", () => {
  it("has its log lines before those of the function, and alone where it refuses", async () => {
    let isAllowed = true;
    const stage = guardedStage(token, () => (isAllowed ? allowed : null));
    const logsOf = async (value: string): Promise<readonly string[]> => {
      const exchange = await send(stage, request("GET /dev/orders/7", { Authorization: value }));
      return exchange.trace.logs.map(({ text }) => text);
    };
    expect(await logsOf("Bearer a")).to.deep.equal(["called", "called"]);
    // Kept: it is not asked again.
    expect(await logsOf("Bearer a")).to.deep.equal(["called"]);
    isAllowed = false;
    expect(await logsOf("Bearer b")).to.deep.equal(["called"]);
  });

  // Guide: "Output from an API Gateway Lambda authorizer", "Gateway response types"; wording recorded in 2026.
  const answers: readonly (readonly [string, () => unknown, number, unknown])[] = [
    ["allows", () => allowed, 200, null],
    [
      "allows this method by wildcards",
      () => ({ ...allowed, policyDocument: policy("Allow", `${account}*/dev/GET/orders/*`) }),
      200,
      null,
    ],
    ["throws Unauthorized", () => thrown("Unauthorized"), 401, { message: "Unauthorized" }],
    ["throws something else", () => thrown("unauthorized"), 500, { message: null }],
    ["denies", () => ({ ...allowed, policyDocument: policy("Deny") }), 403, { Message: explicit }],
    [
      "allows another method only",
      () => ({ ...allowed, policyDocument: policy("Allow", `${account}*/dev/POST/*`) }),
      403,
      { Message: denied },
    ],
    ["returns nothing", () => null, 500, { message: null }],
    ["returns a text", () => "ok", 500, { message: null }],
    [
      "leaves the principal out",
      () => ({ policyDocument: policy("Allow") }),
      500,
      { message: null },
    ],
    ["gives a numeric principal", () => ({ ...allowed, principalId: 7 }), 500, { message: null }],
    ["leaves the policy out", () => ({ principalId: "u" }), 500, { message: null }],
    [
      "returns a policy without statements",
      () => ({ ...allowed, policyDocument: { Statement: [] } }),
      500,
      { message: null },
    ],
    [
      "returns a list in its context",
      () => ({ ...allowed, context: { roles: ["a"] } }),
      500,
      { message: null },
    ],
    [
      "returns a map in its context",
      () => ({ ...allowed, context: { user: {} } }),
      500,
      { message: null },
    ],
    [
      "returns null in its context",
      () => ({ ...allowed, context: { user: null } }),
      500,
      { message: null },
    ],
    [
      "answers as HTTP APIs take it",
      () => ({ isAuthorized: true, principalId: "u" }),
      500,
      { message: null },
    ],
    [
      "returns a numeric usage key",
      () => ({ ...allowed, usageIdentifierKey: 1 }),
      500,
      { message: null },
    ],
  ];
  for (const [what, auth, status, body] of answers) {
    it(`answers ${status} where the function ${what}`, async () => {
      const stage = guardedStage(token, auth);
      const exchange = await send(stage, request("GET /dev/orders/7", bearer));
      expect(exchange.response.status).to.equal(status);
      if (body !== null) expect(jsonBody(exchange)).to.deep.equal(body);
      expect(exchange.trace.functionId).to.equal(status === 200 ? "Fn" : null);
    });
  }

  it("names the type of error of each refusal", async () => {
    const typeOf = async (auth: () => unknown): Promise<unknown> => {
      const exchange = await send(guardedStage(token, auth), request("GET /dev/orders/7", bearer));
      return headerValue(exchange.response.headers, "x-amzn-errortype");
    };
    expect(await typeOf(() => thrown("Unauthorized"))).to.equal("UnauthorizedException");
    expect(await typeOf(() => ({ ...allowed, policyDocument: policy("Deny") }))).to.equal(
      "AccessDeniedException",
    );
    expect(await typeOf(() => null)).to.equal("AuthorizerConfigurationException");
  });

  it("is given type, token and the ARN of the method with the path as requested", async () => {
    const events: unknown[] = [];
    const stage = guardedStage(token, (event) => {
      events.push(event);
      return allowed;
    });
    const { trace } = await send(stage, request("GET /dev/orders/a%20b?x=1", bearer));
    expect(trace.functionId).to.equal("Fn");
    const [event] = events;
    expect(isObject(event) ? event["methodArn"] : null).to.match(
      /^arn:aws:execute-api:us-east-1:123456789012:[a-z0-9]{10}\/dev\/GET\/orders\/a%20b$/u,
    );
    expect(events).to.deep.equal([
      {
        type: "TOKEN",
        methodArn: isObject(event) ? event["methodArn"] : null,
        authorizationToken: "Bearer t",
      },
    ]);
  });

  const sources: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ["missing", {}],
    ["empty", { Authorization: "" }],
  ];
  for (const [what, headers] of sources) {
    it(`is not asked where the token is ${what}: 401`, async () => {
      let asked = 0;
      const stage = guardedStage(token, () => {
        asked += 1;
        return allowed;
      });
      const exchange = await send(stage, request("GET /dev/orders/7", headers));
      expect(statusAndBody(exchange)).to.deep.equal([401, { message: "Unauthorized" }]);
      expect(exchange.trace.gatewayDetail).to.contain("method.request.header.Authorization");
      expect(asked).to.equal(0);
    });
  }

  it("takes the token from the header its scheme names", async () => {
    const stage = guardedStage({ ...token, scheme: { name: "X-Token" } }, () => allowed);
    const status = async (headers: Readonly<Record<string, string>>): Promise<number> =>
      (await send(stage, request("GET /dev/orders/7", headers))).response.status;
    expect(await status(bearer)).to.equal(401);
    expect(await status({ "x-token": "t" })).to.equal(200);
  });

  const expressions: readonly (readonly [string, string, number])[] = [
    ["^Bearer [a-z]+$", "Bearer t", 200],
    ["^Bearer [a-z]+$", "Basic t", 401],
    ["Bearer .*", "Bearer t", 200],
    // Whether a part of the token will do is not said anywhere.
    ["[a-z]+", "Bearer t", 501],
    // Java's alone.
    ["(?i)bearer [a-z]++", "Bearer t", 501],
    ["^(a+)+$", `${"a".repeat(50)}!`, 401],
  ];
  for (const [expression, value, status] of expressions) {
    it(`answers ${status} to the token ${value.slice(0, 12)} by ${expression}`, async () => {
      let asked = 0;
      const stage = guardedStage(
        { authorizer: { type: "token", identityValidationExpression: expression } },
        () => {
          asked += 1;
          return allowed;
        },
      );
      const exchange = await send(stage, request("GET /dev/orders/7", { Authorization: value }));
      expect(exchange.response.status).to.equal(status);
      expect(asked).to.equal(status === 200 ? 1 : 0);
    });
  }

  it("hands its context on as texts, with the principal and the time it took", async () => {
    const stage = guardedStage(token, () => ({
      ...allowed,
      context: { tenant: "a", level: 3, admin: true },
    }));
    const exchange = await send(stage, request("GET /dev/orders/7", bearer));
    const authorizer = authorizerOf(exchange);
    expect(authorizer).to.deep.include({
      principalId: "user-1",
      tenant: "a",
      level: "3",
      admin: "true",
    });
    expect(isObject(authorizer) && typeof authorizer["integrationLatency"]).to.equal("number");
  });

  it("is not asked for an operation without security, nor for one that takes it off", async () => {
    const operations: readonly OperationSketch[] = [{ method: "GET", path: "/open" }];
    const stage = guardedStage(token, () => thrown("never"), { api: { operations } });
    const exchange = await send(stage, request("GET /dev/open"));
    expect(exchange.response.status).to.equal(200);
    expect(authorizerOf(exchange)).to.equal(undefined);
  });

  it("is not asked for unknown routes, nor before the route is found", async () => {
    const stage = guardedStage(token, () => thrown("never"));
    const { response } = await send(stage, request("GET /dev/nope"));
    expect([response.status, headerValue(response.headers, "x-amzn-errortype")]).to.deep.equal([
      403,
      "MissingAuthenticationTokenException",
    ]);
  });

  it("comes before the request validator", async () => {
    const operations: readonly OperationSketch[] = [
      {
        method: "GET",
        path: "/x",
        security: [["caller"]],
        validate: "parameters",
        parameters: [{ name: "q", in: "query" }],
      },
    ];
    const stage = guardedStage(token, () => thrown("Unauthorized"), { api: { operations } });
    expect((await send(stage, request("GET /dev/x", bearer))).response.status).to.equal(401);
  });

  // Guide, quotas: the ARN of a method with authorisation has 1,600 bytes at most.
  it("is not asked for a method whose ARN is over 1600 bytes: 414", async () => {
    const events: unknown[] = [];
    const stage = guardedStage({ authorizer: { type: "token" } }, (event) => {
      events.push(event);
      return allowed;
    });
    await send(stage, request("GET /dev/orders/x", bearer));
    const [event] = events;
    const arn = String(isObject(event) ? event["methodArn"] : "");
    const longest = "x".repeat(1600 - arn.length + 1);
    const status = async (line: string): Promise<number> =>
      (await send(stage, request(line, bearer))).response.status;
    expect(await status(`GET /dev/orders/${longest}`)).to.equal(200);
    const exchange = await send(stage, request(`GET /dev/orders/${longest}x`, bearer));
    expect(statusAndBody(exchange)).to.deep.equal([414, { message: "Request URI too long" }]);
    expect(events).to.have.lengthOf(1);
    expect(exchange.trace.gatewayDetail).to.contain("1601 bytes");
  });

  it("is why a path may not be longer; without one it may", async () => {
    const operations: readonly OperationSketch[] = [{ method: "GET", path: "/open/{id}" }];
    const stage = guardedStage(token, () => allowed, { api: { operations } });
    const { response } = await send(stage, request(`GET /dev/open/${"x".repeat(1600)}`));
    expect(response.status).to.equal(200);
  });

  it("puts its values into gateway responses, those of later steps and of its own refusal", async () => {
    const template =
      '{"who":"$context.authorizer.principalId","t":"$context.authorizer.tenant","n":"$context.authorizer.tenant.length"}';
    const responseTemplates = { "application/json": template };
    const gatewayResponses = {
      ACCESS_DENIED: { responseTemplates },
      DEFAULT_5XX: { responseTemplates },
    };
    const body = async (auth: unknown, fails: boolean): Promise<unknown> => {
      const Fn = (): unknown => (fails ? thrown("no") : { statusCode: 200 });
      const stage = guardedStage(token, () => auth, {
        api: { gatewayResponses },
        functions: { Fn },
      });
      return jsonBody(await send(stage, request("GET /dev/orders/7", bearer)));
    };
    const context = { tenant: "a" };
    const told = { who: "user-1", t: "a", n: "" };
    expect(await body({ ...allowed, context }, true)).to.deep.equal(told);
    expect(
      await body({ ...allowed, context, policyDocument: policy("Deny") }, false),
    ).to.deep.equal(told);
  });

  it("says message in lower case where ACCESS_DENIED is customised (guide, recorded template)", async () => {
    const stage = guardedStage(token, () => ({ ...allowed, policyDocument: policy("Deny") }), {
      api: { gatewayResponses: { ACCESS_DENIED: { statusCode: 403 } } },
    });
    const exchange = await send(stage, request("GET /dev/orders/7", bearer));
    expect(jsonBody(exchange)).to.deep.equal({ message: explicit });
  });

  it("judges the conditions of a policy by the request", async () => {
    const answer = async (Condition: JsonObject) => {
      const stage = guardedStage(token, () => ({
        ...allowed,
        policyDocument: { Statement: [{ ...statement, Condition }] },
      }));
      return send(stage, request("GET /dev/orders/7", bearer));
    };
    const from = (range: string) => answer({ IpAddress: { "aws:SourceIp": range } });
    expect((await from("203.0.113.0/24")).response.status).to.equal(200);
    expect((await from("198.51.100.0/24")).response.status).to.equal(403);
    const exchange = await answer({ StringEquals: { "aws:RequestedRegion": "eu-west-1" } });
    expect(exchange.response.status).to.equal(501);
    expect(exchange.trace.gatewayDetail).to.contain(
      'the condition key aws:RequestedRegion (policy of the authorizer "caller")',
    );
  });

  it("answers 500 after 29 seconds without an answer (assumed for REST APIs)", async () => {
    const waits: number[] = [];
    const stage = guardedStage(token, () => new Promise(() => {}), {
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
    const exchange = await send(stage, request("GET /dev/orders/7", bearer));
    expect(statusAndBody(exchange)).to.deep.equal([500, { message: null }]);
    expect(waits).to.deep.equal([29_000]);
  });
});

describe("a REQUEST authorizer of a REST API", () => {
  const requestType = {
    authorizer: {
      type: "request",
      identitySource:
        "method.request.header.X-User, method.request.querystring.key,stageVariables.tier,context.identity.sourceIp",
    },
  };

  it("is given the request without its body, and its answer does not change the event", async () => {
    const events: unknown[] = [];
    const stage = guardedStage(
      requestType,
      (event) => {
        events.push(event);
        return allowed;
      },
      { stageVariables: { tier: "gold" } },
    );
    const exchange = await send(
      stage,
      request("GET /dev/orders/7?key=k&key=l", { "X-User": "u", Host: "api.test" }, "body"),
    );
    const { body: _body, isBase64Encoded: _flag, ...event } = eventOf(exchange);
    const [given] = events;
    if (!isObject(given) || !isObject(event["requestContext"])) throw new Error("no event");
    const { authorizer: _authorizer, ...requestContext } = event["requestContext"];
    expect(given).to.deep.equal({
      type: "REQUEST",
      methodArn: given["methodArn"],
      ...event,
      requestContext,
    });
    expect(Object.keys(given)).to.have.members([
      "type",
      "methodArn",
      "resource",
      "path",
      "httpMethod",
      "headers",
      "multiValueHeaders",
      "queryStringParameters",
      "multiValueQueryStringParameters",
      "pathParameters",
      "stageVariables",
      "requestContext",
    ]);
    expect(given).to.deep.include({ pathParameters: { orderId: "7" }, httpMethod: "GET" });
  });

  const identities: readonly (readonly [string, string, Record<string, string>, number])[] = [
    ["all", "?key=k", { "X-User": "u" }, 200],
    ["no header", "?key=k", {}, 401],
    ["an empty header", "?key=k", { "X-User": "" }, 401],
    ["no query parameter", "", { "X-User": "u" }, 401],
    ["an empty query parameter", "?key=", { "X-User": "u" }, 401],
    ["a query parameter in another case", "?Key=k", { "X-User": "u" }, 401],
  ];
  for (const [what, query, headers, status] of identities) {
    it(`answers ${status} to a request with ${what} of its identity sources`, async () => {
      let asked = 0;
      const auth = (): unknown => {
        asked += 1;
        return allowed;
      };
      const stage = guardedStage(requestType, auth, { stageVariables: { tier: "gold" } });
      const { response } = await send(stage, request(`GET /dev/orders/7${query}`, headers));
      expect([response.status, asked]).to.deep.equal([status, status === 200 ? 1 : 0]);
    });
  }

  it("answers 401 where a stage variable it names is not set", async () => {
    const stage = guardedStage(requestType, () => allowed);
    const { response } = await send(stage, request("GET /dev/orders/7?key=k", { "X-User": "u" }));
    expect(response.status).to.equal(401);
  });

  it("refuses a variable of the context the stage does not know, and a source of no form", async () => {
    for (const [identitySource, words] of [
      ["context.unheard.of", "context.unheard.of"],
      ["$request.header.X", "$request.header.X"],
    ]) {
      const authorizer = { type: "request", identitySource: identitySource ?? "" };
      const exchange = await send(
        guardedStage({ authorizer }, () => allowed),
        request("GET /dev/orders/7", { X: "1" }),
      );
      expect(exchange.response.status).to.equal(501);
      expect(exchange.trace.gatewayDetail).to.contain(words);
    }
  });

  it("is asked without any identity source", async () => {
    const authorizer = { type: "request", authorizerResultTtlInSeconds: 0 };
    const stage = guardedStage({ authorizer }, () => allowed);
    expect((await send(stage, request("GET /dev/orders/7"))).response.status).to.equal(200);
  });
});
