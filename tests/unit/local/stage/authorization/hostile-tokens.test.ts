import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { expect } from "chai";
import { before, describe, it } from "mocha";
import { bodyText, type HeaderLine } from "../../../../../src/harness/core/http-message.ts";
import {
  knowsNobody,
  type StageIdentity,
} from "../../../../../src/harness/local/stage/authorization/stage-identity.ts";
import type { Stage } from "../../../../../src/harness/local/stage/create-stage.ts";
import { stagesOfTemplate } from "../../../../support/stage/stages-of-template.ts";
import { realIds, request, send } from "../../../../support/stage/test-stage.ts";

const now = Date.UTC(2026, 6, 11, 8);
const seconds = now / 1000;
const pool = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a1";

/** The same issuer behind both kinds of APIs. */
const template = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Rest:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      Auth:
        DefaultAuthorizer: Pool
        Authorizers:
          Pool: { UserPoolArn: "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_a1" }
  Http:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth:
        DefaultAuthorizer: Jwt
        Authorizers:
          Jwt:
            IdentitySource: $request.header.Authorization
            JwtConfiguration: { issuer: "${pool}", audience: [web] }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs24.x
      CodeUri: .
      Events:
        A: { Type: Api, Properties: { Path: /a, Method: get, RestApiId: !Ref Rest, Auth: { AuthorizationScopes: [orders/read] } } }
        B: { Type: HttpApi, Properties: { Path: /a, Method: get, ApiId: !Ref Http, Auth: { AuthorizationScopes: [orders/read] } } }
`;

const good = {
  iss: pool,
  aud: "web",
  iat: seconds,
  exp: seconds + 60,
  scope: "orders/read",
  token_use: "access",
};

function encode(value: unknown): string {
  return Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString(
    "base64url",
  );
}

/** A token put together by hand, with a signature of nothing. */
function forge(header: unknown, payload: unknown, signature = "c2ln"): string {
  return `${encode(header)}.${encode(payload)}.${signature}`;
}

const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const theirs = generateKeyPairSync("rsa", { modulusLength: 2048 });
const kid = "key-1";
const jwk = { ...keys.publicKey.export({ format: "jwk" }), kid, alg: "RS256" };
const pem = keys.publicKey.export({ format: "pem", type: "spki" }).toString();

/** A token whose signature is right, whatever it says. */
function signed(header: object, payload: unknown, by = keys): string {
  const text = `${encode({ alg: "RS256", kid, ...header })}.${encode(payload)}`;
  return `${text}.${sign("sha256", Buffer.from(text), by.privateKey).toString("base64url")}`;
}

/** The same of good claims but for some. */
function claiming(claims: object): string {
  return signed({}, { ...good, ...claims });
}

function hs256(secret: string): string {
  const text = `${encode({ alg: "HS256", typ: "JWT", kid })}.${encode(good)}`;
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}

const goodToken = signed({}, good);
const unsigned = goodToken.slice(0, goodToken.lastIndexOf("."));

const rows: readonly (readonly [what: string, token: string])[] = [
  ["alg none", forge({ alg: "none", kid }, good, "")],
  ["alg None", forge({ alg: "None", kid }, good, "")],
  ["alg none over a right signature", signed({ alg: "none" }, good)],
  ["alg that is a list", signed({ alg: ["RS256"] }, good)],
  ["no alg", signed({ alg: undefined }, good)],
  ["another alg of the same key", signed({ alg: "RS512" }, good)],
  ["HS256 with the public key as secret", hs256(pem)],
  ["HS256 with the modulus as secret", hs256(jwk.n ?? "")],
  ["HS256 with an empty secret", hs256("")],
  ["no signature", unsigned],
  ["an empty signature", `${unsigned}.`],
  ["a signature of something else", `${unsigned}.c2ln`],
  ["the key of somebody else", signed({}, good, theirs)],
  [
    "its own key in the header (jwk)",
    signed({ jwk: theirs.publicKey.export({ format: "jwk" }) }, good, theirs),
  ],
  ["a place of keys in the header (jku)", signed({ jku: "http://127.0.0.1:9/" }, good, theirs)],
  ["no kid", signed({ kid: undefined }, good)],
  ["a kid that leads to a file", signed({ kid: "../../../../dev/null" }, good)],
  ["a kid of every object", signed({ kid: "__proto__" }, good)],
  ["a kid of every object, again", signed({ kid: "constructor" }, good)],
  ["an empty kid", signed({ kid: "" }, good)],
  ["a kid in another case", signed({ kid: "KEY-1" }, good)],
  ["a kid that is a list", signed({ kid: [kid] }, good)],
  ["an extension nobody knows (crit)", signed({ crit: ["x"], x: 1 }, good)],
  ["an issuer with a slash more", claiming({ iss: `${pool}/` })],
  ["an issuer in a list", claiming({ iss: [pool] })],
  ["no expiry", claiming({ exp: undefined })],
  ["an expiry that is a text", claiming({ exp: "9999999999" })],
  ["an expiry that is now", claiming({ exp: seconds })],
  ["a start that is to come", claiming({ nbf: seconds + 1 })],
  ["a start that is a text", claiming({ nbf: "0" })],
  ["an issue that is to come", claiming({ iat: seconds + 1 })],
  ["a scope that only begins alike", claiming({ scope: "orders/readwrite orders" })],
  ["a scope in a map", claiming({ scope: { "orders/read": true } })],
  ["scopes of another name", claiming({ scope: undefined, scopes: "orders/read" })],
  ["a list for its claims", signed({}, [good])],
  ["null for its claims", signed({}, null)],
  ["claims that are no JSON", signed({}, "{")],
  ["a header that is no JSON", forge("{", good)],
  ["five parts", `${goodToken}.a.b`],
  ["dots alone", ".."],
  ["a word", "null"],
  ["another scheme", `Basic ${goodToken}`],
  ["the scheme twice", `Bearer Bearer ${goodToken}`],
  ["the scheme alone", "Bearer"],
  ["spaces", "   "],
  ["nothing", ""],
  ["characters of no token", "\u00E9\u0000.\u{1F600}.x"],
  ["eight thousand dots", ".".repeat(8000)],
  ["a huge header", signed({ kid: "k".repeat(4000) }, good)],
];

describe("a token that is made to deceive", () => {
  let stages: ReadonlyMap<string, Stage>;
  let ran = 0;
  before(() => {
    const identity: StageIdentity = {
      ...knowsNobody,
      keysOf: () => Promise.resolve({ keys: new Map([[kid, jwk]]), complete: true }),
    };
    const run = () => {
      ran += 1;
      return { statusCode: 200, body: "" };
    };
    const clock = { now: () => now, sleep: () => Promise.resolve() };
    stages = stagesOfTemplate(template, { Fn: run }, { identity, ports: { clock, ids: realIds } });
  });

  const call = async (api: "Rest" | "Http", headers: readonly HeaderLine[]) => {
    const stage = stages.get(api);
    if (stage === undefined) throw new Error(`no stage ${api}`);
    ran = 0;
    const path = api === "Rest" ? "/dev/a" : "/a";
    const { response, trace } = await send(stage, request(`GET ${path}`, headers));
    const told = `${trace.gatewayDetail} ${bodyText(response)}`;
    return { status: response.status, ran, told };
  };

  for (const [what, token] of rows) {
    for (const api of ["Rest", "Http"] as const) {
      it(`is refused: ${what} (${api})`, async () => {
        const answer = await call(api, [["Authorization", token]]);
        // An HTTP API says of the scope alone that it is what lacks.
        const status = api === "Http" && what.includes("scope") ? 403 : 401;
        expect([answer.status, answer.ran], answer.told).to.deep.equal([status, 0]);
      });
    }
  }

  it("is told from one that is good, whatever the case of the header", async () => {
    const token = goodToken;
    for (const api of ["Rest", "Http"] as const) {
      for (const line of [
        ["Authorization", token],
        ["authorization", `Bearer ${token}`],
        ["AUTHORIZATION", `bearer   ${token}`],
      ] as const) {
        const answer = await call(api, [line]);
        expect([answer.status, answer.ran], answer.told).to.deep.equal([200, 1]);
      }
    }
  });

  it("does not hide behind a good one in a second header", async () => {
    const token = goodToken;
    const both = (first: string, second: string): readonly HeaderLine[] => [
      ["Authorization", first],
      ["authorization", second],
    ];
    // A REST API goes by the last, an HTTP API by all of them.
    expect((await call("Rest", both(token, "bad"))).status).to.equal(401);
    expect((await call("Rest", both("bad", token))).status).to.equal(200);
    expect((await call("Http", both(token, "bad"))).status).to.equal(401);
    expect((await call("Http", both("bad", token))).status).to.equal(401);
    expect((await call("Http", both(token, token))).status).to.equal(401);
  });

  it("is refused for its size before anybody reads it", async () => {
    const token = forge({ alg: "RS256", kid }, { ...good, x: "x".repeat(1_000_000) });
    for (const api of ["Rest", "Http"] as const) {
      const answer = await call(api, [["Authorization", token]]);
      expect(answer.ran).to.equal(0);
      expect(answer.status, answer.told).to.be.within(400, 499);
    }
  });
});
