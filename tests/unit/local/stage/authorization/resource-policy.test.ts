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
      "refuses whoever does not come from a network, on a public endpoint",
      policy({ ...allow, Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } }),
      403,
    ],
    [
      "cannot tell of networks on a private endpoint",
      {
        ...policy({ ...allow, Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } }),
        properties: { EndpointConfiguration: { Type: "PRIVATE" } },
      },
      501,
    ],
    [
      "cannot tell of keys only AWS knows",
      policy({ ...allow, Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } }),
      501,
    ],
    [
      "refuses callers that did not sign what is for others",
      policy({ ...allow, Principal: { AWS: "arn:aws:iam::111122223333:root" } }),
      403,
    ],
    [
      "denies all but one to callers that did not sign",
      policy(allow, {
        Effect: "Deny",
        NotPrincipal: { AWS: "arn:aws:iam::111122223333:root" },
        Action: "*",
        Resource: "*",
      }),
      403,
    ],
    ["cannot tell of a statement for nobody", policy({ ...allow, Principal: {} }), 501],
    ["cannot tell of a statement beside a broken one", policy(allow, { Effect: "Allow" }), 501],
    ["cannot tell of a broken condition", policy({ ...allow, Condition: [] }), 501],
    [
      "of the property Policy refuses what it denies",
      { properties: { Policy: { Version: "2012-10-17", Statement: [deny] } } },
      403,
    ],
    [
      "of the property Policy lets through what it allows",
      { properties: { Policy: { Version: "2012-10-17", Statement: allow } } },
      200,
    ],
    [
      "cannot tell of policies in two places",
      { ...policy(allow), properties: { Policy: { Statement: [allow] } } },
      501,
    ],
    ["cannot tell of an empty policy", policy(), 501],
    [
      "of SAM allows a list",
      { properties: { Auth: { ResourcePolicy: { IpRangeWhitelist: ["203.0.113.0/24"] } } } },
      200,
    ],
    [
      "of SAM refuses others",
      { properties: { Auth: { ResourcePolicy: { IpRangeWhitelist: ["198.51.100.1"] } } } },
      403,
    ],
    [
      "of SAM denies a list",
      { properties: { Auth: { ResourcePolicy: { IpRangeBlacklist: ["203.0.113.7"] } } } },
      403,
    ],
    [
      "of SAM refuses all but an account",
      { properties: { Auth: { ResourcePolicy: { AwsAccountWhitelist: ["111122223333"] } } } },
      403,
    ],
    [
      "of SAM refuses whoever is not in a network",
      { properties: { Auth: { ResourcePolicy: { SourceVpcWhitelist: ["vpc-1", "vpce-1"] } } } },
      403,
    ],
    [
      "of SAM lets through whoever is not in a denied network",
      { properties: { Auth: { ResourcePolicy: { IntrinsicVpceBlacklist: ["vpce-1"] } } } },
      200,
    ],
    [
      "of SAM is refused with members that are not known",
      { properties: { Auth: { ResourcePolicy: { Others: ["111122223333"] } } } },
      501,
    ],
    // SAM translator: it knows no lists of these names, and passes over them.
    [
      "of SAM is refused with lists SAM does not know",
      { properties: { Auth: { ResourcePolicy: { IpRangeAllowlist: ["198.51.100.1"] } } } },
      501,
    ],
    // SAM translator: it takes the text apart, letter by letter.
    [
      "of SAM is refused with a network that stands in no list",
      { properties: { Auth: { ResourcePolicy: { IntrinsicVpceBlacklist: "vpce-1" } } } },
      501,
    ],
    [
      "of SAM knows an address that stands in no list",
      { properties: { Auth: { ResourcePolicy: { IpRangeBlacklist: "203.0.113.7" } } } },
      403,
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
    const local = await call(sketch, undefined, "127.0.0.1");
    expect(local.status).to.equal(501);
    expect(local.body).to.contain("--source-ip");
    expect((await call(sketch, undefined, "::1")).status).to.equal(501);
    expect((await call(policy(allow, deny), undefined, "127.0.0.1")).status).to.equal(403);
  });
});
