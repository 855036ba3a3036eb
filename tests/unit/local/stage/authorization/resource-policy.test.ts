import { expect } from "chai";
import { describe, it } from "mocha";
import { bodyText } from "../../../../../src/harness/core/http-message.ts";
import type { JsonObject } from "../../../../../src/harness/core/json.ts";
import { request, testStage } from "../../../../support/stage/test-stage.ts";
import type { ApiSketch } from "../../../../support/stage/wired-api.ts";

const allow = {
  Effect: "Allow",
  Principal: "*",
  Action: "execute-api:Invoke",
  Resource: "execute-api:/*",
};
const deny = { ...allow, Effect: "Deny" };
const from = (addresses: string | readonly string[]): JsonObject => ({
  IpAddress: { "aws:SourceIp": addresses },
});
const notFrom = (addresses: readonly string[]): JsonObject => ({
  NotIpAddress: { "aws:SourceIp": addresses },
});

async function call(sketch: Partial<ApiSketch>, line = "GET /dev/orders/1", ip = "203.0.113.7") {
  const stage = testStage({ api: sketch });
  const { response, trace } = await stage.handle(request(line), { sourceIp: ip });
  return { status: response.status, body: bodyText(response), detail: trace.gatewayDetail };
}

const policy = (...statements: readonly JsonObject[]): Partial<ApiSketch> => ({
  root: {
    "x-amazon-apigateway-policy": { Version: "2012-10-17", Statement: [...statements] },
  },
});

describe("a resource policy", () => {
  const cases: readonly (readonly [string, Partial<ApiSketch>, number])[] = [
    ["lets through what it allows", policy(allow), 200],
    ["refuses what it denies", policy(allow, deny), 403],
    [
      "refuses what it does not allow",
      policy({ ...allow, Resource: "execute-api:/*/POST/*" }),
      403,
    ],
    [
      "knows stage, method and path",
      policy({ ...allow, Resource: "execute-api:/dev/GET/orders/*" }),
      200,
    ],
    ["knows ARNs", policy({ ...allow, Resource: "arn:aws:execute-api:*:*:*/dev/GET/*" }), 200],
    ["knows principals as a map", policy({ ...allow, Principal: { AWS: "*" } }), 200],
    ["lets an address through", policy({ ...allow, Condition: from("203.0.113.0/24") }), 200],
    ["refuses other addresses", policy({ ...allow, Condition: from(["198.51.100.0/24"]) }), 403],
    ["denies an address", policy(allow, { ...deny, Condition: from("203.0.113.7") }), 403],
    [
      "denies all but a list",
      policy(allow, { ...deny, Condition: notFrom(["198.51.100.1"]) }),
      403,
    ],
    [
      "does not deny those of the list",
      policy(allow, { ...deny, Condition: notFrom(["203.0.113.7/32"]) }),
      200,
    ],
    [
      "cannot tell of other conditions",
      policy({ ...allow, Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } }),
      501,
    ],
    [
      "cannot tell of other principals",
      policy({ ...allow, Principal: { AWS: "arn:aws:iam::1:root" } }),
      501,
    ],
    ["cannot tell of an empty policy", policy(), 501],
    [
      "of SAM allows a list",
      { properties: { Auth: { ResourcePolicy: { IpRangeAllowlist: ["203.0.113.0/24"] } } } },
      200,
    ],
    [
      "of SAM refuses others",
      { properties: { Auth: { ResourcePolicy: { IpRangeAllowlist: ["198.51.100.1"] } } } },
      403,
    ],
    [
      "of SAM denies a list",
      { properties: { Auth: { ResourcePolicy: { IpRangeDenylist: ["203.0.113.7"] } } } },
      403,
    ],
    [
      "of SAM is refused for accounts",
      { properties: { Auth: { ResourcePolicy: { AwsAccountAllowlist: ["111122223333"] } } } },
      501,
    ],
  ];
  for (const [what, sketch, status] of cases) {
    it(what, async () => {
      const answer = await call(sketch);
      expect(answer.status, answer.detail ?? "").to.equal(status);
    });
  }

  // Guide.
  it("says who may not do what", async () => {
    const arn = /arn:aws:execute-api:us-east-1:\*{8}9012:[a-z0-9]{10}\/dev\/GET\/orders\/1/u.source;
    const said = `^\\{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${arn}`;
    expect((await call(policy(allow, deny))).body).to.match(
      new RegExp(`${said} with an explicit deny"\\}$`, "u"),
    );
    const other = policy({ ...allow, Action: "execute-api:ManageConnections" });
    expect((await call(other)).body).to.match(new RegExp(`${said}"\\}$`, "u"));
  });

  it("cannot tell of addresses for callers of this machine", async () => {
    const sketch = policy({ ...allow, Condition: from("203.0.113.7") });
    expect((await call(sketch, undefined, "127.0.0.1")).status).to.equal(501);
    expect((await call(sketch, undefined, "::1")).status).to.equal(501);
    expect((await call(policy(allow, deny), undefined, "127.0.0.1")).status).to.equal(403);
  });

  it("beside an authorizer decides only what it says", async () => {
    const operations: ApiSketch["operations"] = [
      { method: "GET", path: "/x", security: [["signed"]] },
    ];
    const root = (statement: JsonObject): Partial<ApiSketch> => ({
      operations,
      root: {
        ...policy(statement).root,
        components: {
          securitySchemes: {
            signed: {
              type: "apiKey",
              in: "header",
              name: "Authorization",
              "x-amazon-apigateway-authtype": "awsSigv4",
            },
          },
        },
      },
    });
    const allowed = await call(root(allow), "GET /dev/x");
    expect(allowed.body).to.equal('{"message":"Missing Authentication Token"}');
    expect((await call(root(deny), "GET /dev/x")).body).to.contain("with an explicit deny");
    const silent = await call(root({ ...allow, Resource: "execute-api:/*/POST/*" }), "GET /dev/x");
    expect(silent.status).to.equal(501);
  });
});
