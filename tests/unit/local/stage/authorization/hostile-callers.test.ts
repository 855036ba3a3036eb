import { expect } from "chai";
import { describe, it } from "mocha";
import { bodyText, type HeaderLine } from "../../../../../src/harness/core/http-message.ts";
import type { JsonObject, JsonValue } from "../../../../../src/harness/core/json.ts";
import { allowed, guardedHttpStage, guardedStage } from "../../../../support/stage/authorizers.ts";
import { request, send } from "../../../../support/stage/test-stage.ts";

const rest = {
  type: "request",
  identitySource: "method.request.header.X-User, method.request.querystring.key",
};
const http = {
  type: "request",
  authorizerPayloadFormatVersion: "2.0",
  identitySource: "$request.header.X-User,$request.querystring.key",
};

/** What becomes of a request, and what its authorizer got. */
async function call(
  kind: "rest" | "http",
  authorizer: JsonObject,
  line: string,
  headers: readonly HeaderLine[],
  result: JsonValue = allowed,
) {
  const events: unknown[] = [];
  const auth = (event: unknown): JsonValue => {
    events.push(event);
    return result;
  };
  const stage =
    kind === "rest" ? guardedStage({ authorizer }, auth) : guardedHttpStage({ authorizer }, auth);
  const { response, trace } = await send(stage, request(line, headers));
  return {
    status: response.status,
    asked: events.length,
    text: JSON.stringify(events),
    told: `${trace.gatewayDetail} ${bodyText(response)}`,
  };
}

describe("identity sources that are sent to deceive", () => {
  type Row = readonly [
    what: string,
    query: string,
    headers: readonly HeaderLine[],
    rest: number,
    http: number,
  ];
  const user: HeaderLine = ["X-User", "u"];
  const rows: readonly Row[] = [
    ["nothing", "", [], 401, 401],
    ["all", "?key=k", [user], 200, 200],
    ["a header in another case", "?key=k", [["x-uSER", "u"]], 200, 200],
    ["a blank header", "?key=k", [["X-User", "   "]], 401, 401],
    ["a tab for a header", "?key=k", [["X-User", "\t"]], 401, 401],
    [
      "two empty headers",
      "?key=k",
      [
        ["X-User", ""],
        ["X-User", " "],
      ],
      401,
      401,
    ],
    ["a header whose last is empty", "?key=k", [user, ["x-user", ""]], 401, 200],
    ["a header whose first is empty", "?key=k", [["x-user", ""], user], 200, 200],
    ["a header of a longer name", "?key=k", [["X-User-Id", "u"]], 401, 401],
    ["a parameter without a value", "?key", [user], 401, 401],
    ["two parameters without a value", "?key=&key=", [user], 401, 401],
    ["a parameter in another case", "?KEY=k", [user], 401, 401],
    ["a parameter in the header's place", "?key=k&X-User=u", [], 401, 401],
    ["a header in the parameter's place", "", [user, ["key", "k"]], 401, 401],
    ["a parameter every object has", "?__proto__=k&constructor=k", [user], 401, 401],
    ["a parameter in a fragment", "?a=1#key=k", [user], 401, 401],
  ];
  for (const [what, query, headers, ofRest, ofHttp] of rows) {
    for (const [kind, status] of [
      ["rest", ofRest],
      ["http", ofHttp],
    ] as const) {
      it(`${what} (${kind}): ${status}`, async () => {
        const settings = kind === "rest" ? rest : http;
        const answer = await call(kind, settings, `GET /orders/7${query}`, headers);
        const asked = status === 200 ? 1 : 0;
        expect([answer.status, answer.asked], answer.told).to.deep.equal([status, asked]);
      });
    }
  }

  it("are the same for the authorizer and for what is kept of it", async () => {
    const headers: readonly HeaderLine[] = [
      ["Authorization", "first"],
      ["authorization", "last"],
    ];
    const token = await call("rest", { type: "token" }, "GET /orders/7", headers);
    expect(token.text).to.contain('"authorizationToken":"last"').and.not.to.contain("first");
  });
});

describe("a policy of an authorizer of an odd shape", () => {
  const allow = { Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" };
  // A REST API answers 500 and an HTTP API too to what is no policy, 403 to one that does not allow.
  const rows: readonly (readonly [what: string, document: JsonValue, status: number])[] = [
    ["texts for action and resource", { Statement: allow }, 200],
    [
      "lists for action and resource",
      { Statement: [{ ...allow, Action: ["*"], Resource: ["*"] }] },
      200,
    ],
    ["no version", { Statement: [allow] }, 200],
    ["the version of 2008", { Version: "2008-10-17", Statement: [allow] }, 200],
    ["no such version", { Version: "1", Statement: [allow] }, 500],
    ["a list", [{ Statement: [allow] }], 500],
    ["a text", JSON.stringify({ Statement: [allow] }), 500],
    ["nothing", {}, 500],
    ["no statement", { Version: "2012-10-17", Statement: [] }, 500],
    ["an empty statement", { Statement: [{}] }, 500],
    ["an empty statement beside one", { Statement: [allow, {}] }, 500],
    ["null for a statement", { Statement: [allow, null] }, 500],
    ["statements within statements", { Statement: [[allow]] }, 500],
    ["an effect in lower case", { Statement: [{ ...allow, Effect: "allow" }] }, 500],
    ["an effect in a list", { Statement: [{ ...allow, Effect: ["Allow"] }] }, 500],
    ["an effect that is true", { Statement: [{ ...allow, Effect: true }] }, 500],
    [
      "elements in lower case",
      { Statement: [{ effect: "Allow", action: "*", resource: "*" }] },
      500,
    ],
    [
      "a deny in lower case beside an allow",
      { Statement: [allow, { ...allow, Effect: "deny" }] },
      500,
    ],
    ["no action", { Statement: [{ Effect: "Allow", Resource: "*" }] }, 500],
    ["an empty action", { Statement: [{ ...allow, Action: "" }] }, 403],
    ["no actions", { Statement: [{ ...allow, Action: [] }] }, 500],
    ["no resource", { Statement: [{ Effect: "Allow", Action: "*" }] }, 500],
    ["a map for a resource", { Statement: [{ ...allow, Resource: { Ref: "Api" } }] }, 500],
    [
      "NotResource of nothing",
      { Statement: [{ Effect: "Allow", Action: "*", NotResource: [] }] },
      500,
    ],
    [
      "all but everything",
      { Statement: [{ Effect: "Allow", Action: "*", NotResource: "*" }] },
      403,
    ],
    ["another service", { Statement: [{ ...allow, Action: "s3:*" }] }, 403],
    [
      "an ARN of another stage",
      { Statement: [{ ...allow, Resource: "arn:aws:execute-api:*:*:*/prod/*" }] },
      403,
    ],
    [
      "an ARN of another API",
      { Statement: [{ ...allow, Resource: "arn:aws:execute-api:*:*:other/*" }] },
      403,
    ],
    ["one character too few", { Statement: [{ ...allow, Resource: "*/orders/??" }] }, 403],
    ["the path without the ARN", { Statement: [{ ...allow, Resource: "/orders/*" }] }, 403],
    [
      "the template of the path",
      { Statement: [{ ...allow, Resource: "*/GET/orders/{orderId}" }] },
      403,
    ],
    ["an expression for a resource", { Statement: [{ ...allow, Resource: ".*" }] }, 403],
    ["null for a condition", { Statement: [{ ...allow, Condition: null }] }, 500],
    ["a list for a condition", { Statement: [{ ...allow, Condition: [] }] }, 500],
    ["no condition", { Statement: [{ ...allow, Condition: {} }] }, 200],
    [
      "an operator that is none",
      { Statement: [{ ...allow, Condition: { Equals: { "aws:UserAgent": "x" } } }] },
      501,
    ],
    [
      "a variable a caller fills",
      { Version: "2012-10-17", Statement: [{ ...allow, Resource: "*/${aws:UserAgent}" }] },
      403,
    ],
    [
      "a Deny nobody can judge",
      {
        Statement: [
          allow,
          { ...allow, Effect: "Deny", Condition: { Bool: { "aws:ViaAWSService": "true" } } },
        ],
      },
      501,
    ],
  ];
  for (const [what, policyDocument, status] of rows) {
    for (const kind of ["rest", "http"] as const) {
      it(`${what} (${kind}): ${status}`, async () => {
        const settings: JsonObject =
          kind === "rest"
            ? { type: "token" }
            : { ...http, identitySource: "$request.header.Authorization" };
        // The agent is a wildcard that must stay text.
        const headers: readonly HeaderLine[] = [
          ["Authorization", "t"],
          ["User-Agent", "*"],
        ];
        const result = { principalId: "u", policyDocument };
        const answer = await call(kind, settings, "GET /orders/7", headers, result);
        expect(answer.status, answer.told).to.equal(status);
      });
    }
  }
});
