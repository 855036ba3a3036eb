import { expect } from "chai";
import type { JWTPayload } from "jose";
import { before, describe, it } from "mocha";
import { bodyText, headerValue } from "../../../../../src/harness/core/http-message.ts";
import { isObject } from "../../../../../src/harness/core/json.ts";
import type { StageIdentity } from "../../../../../src/harness/local/stage/authorization/stage-identity.ts";
import type { Stage } from "../../../../../src/harness/local/stage/create-stage.ts";
import { eventOf } from "../../../../support/stage/http-stage.ts";
import { stagesOfTemplate } from "../../../../support/stage/stages-of-template.ts";
import { realIds, request, send } from "../../../../support/stage/test-stage.ts";
import { tokenSigner, type TokenSigner } from "../../../../support/stage/token-signer.ts";

const now = Date.UTC(2026, 6, 11, 8);
const seconds = now / 1000;
const issuer = "https://issuer.example.com";
const pool = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a1";

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
            JwtConfiguration: { issuer: "${issuer}", audience: [web] }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs24.x
      CodeUri: .
      Events:
        A: { Type: Api, Properties: { Path: /a, Method: get, RestApiId: !Ref Rest } }
        B: { Type: Api, Properties: { Path: /b, Method: get, RestApiId: !Ref Rest, Auth: { AuthorizationScopes: [orders/read] } } }
        C: { Type: HttpApi, Properties: { Path: /a, Method: get, ApiId: !Ref Http } }
        D: { Type: HttpApi, Properties: { Path: /b, Method: get, ApiId: !Ref Http, Auth: { AuthorizationScopes: [orders/read, orders/write] } } }
`;

describe("authorizers that take tokens", () => {
  let signer: TokenSigner;
  let identity: StageIdentity;
  let stages: ReadonlyMap<string, Stage>;
  before(async () => {
    signer = await tokenSigner("a");
    identity = {
      keysOf: () => Promise.resolve({ keys: new Map([["a", signer.jwk]]), complete: false }),
      secretOf: () => null,
      arnOf: () => null,
      apiKeys: {},
    };
    const clock = { now: () => now, sleep: () => Promise.resolve() };
    const echo = () => ({ statusCode: 200, body: "" });
    stages = stagesOfTemplate(template, { Fn: echo }, { identity, ports: { clock, ids: realIds } });
  });

  const call = (api: "Rest" | "Http", path: string, authorization: string | null) => {
    const stage = stages.get(api);
    if (stage === undefined) throw new Error(`no stage ${api}`);
    const headers: Record<string, string> =
      authorization === null ? {} : { Authorization: authorization };
    const prefix = api === "Rest" ? "/dev" : "";
    return send(stage, request(`GET ${prefix}${path}`, headers));
  };
  const id: JWTPayload = { iss: pool, exp: seconds + 60, iat: seconds, sub: "7", token_use: "id" };
  const access: JWTPayload = { ...id, token_use: "access", scope: "orders/read openid" };
  const jwt: JWTPayload = { iss: issuer, aud: "web", exp: seconds + 60, sub: "7" };

  it("serve what they are for", () => {
    for (const stage of stages.values()) expect(stage.problems).to.deep.equal([]);
  });

  it("of Cognito take a token with `Bearer` and without, and hand claims on as texts", async () => {
    const token = await signer.sign({ ...id, "cognito:groups": ["a", "b"], email_verified: true });
    for (const value of [token, `Bearer ${token}`]) {
      const exchange = await call("Rest", "/a", value);
      expect(exchange.response.status, bodyText(exchange.response)).to.equal(200);
      const { requestContext } = eventOf(exchange);
      expect(isObject(requestContext) && requestContext["authorizer"]).to.deep.equal({
        claims: {
          iss: pool,
          exp: "Sat Jul 11 08:01:00 UTC 2026",
          iat: "Sat Jul 11 08:00:00 UTC 2026",
          sub: "7",
          token_use: "id",
          "cognito:groups": "a,b",
          email_verified: "true",
        },
      });
    }
  });

  // SAM translator: the scopes of an event are written into the operation, whether the document has it or not.
  it("of an HTTP API ask for the scopes of an event on a route that the document describes", async () => {
    const uri =
      "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations";
    const own = `x-amazon-apigateway-integration: { type: aws_proxy, payloadFormatVersion: "2.0", uri: !Sub "${uri}" }`;
    const event = (path: string): string =>
      `{ Type: HttpApi, Properties: { Path: ${path}, Method: get, ApiId: !Ref Http, Auth: { AuthorizationScopes: [orders/read] } } }`;
    const described = `Transform: AWS::Serverless-2016-10-31
Resources:
  Http:
    Type: AWS::Serverless::HttpApi
    Properties:
      DefinitionBody:
        openapi: 3.0.1
        info: { title: T, version: "1" }
        paths:
          /bare: { get: { responses: {} } }
          /own: { get: { responses: {}, ${own} } }
      Auth:
        DefaultAuthorizer: Jwt
        Authorizers:
          Jwt:
            IdentitySource: $request.header.Authorization
            JwtConfiguration: { issuer: "${issuer}", audience: [web] }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs24.x
      CodeUri: .
      Events: { A: ${event("/bare")}, B: ${event("/own")} }
`;
    const clock = { now: () => now, sleep: () => Promise.resolve() };
    const echo = () => ({ statusCode: 200, body: "" });
    const ports = { clock, ids: realIds };
    const stage = stagesOfTemplate(described, { Fn: echo }, { identity, ports }).get("Http");
    if (stage === undefined) throw new Error("no stage");
    const statusOf = async (path: string, scope: string): Promise<number> => {
      const headers = { Authorization: await signer.sign({ ...jwt, scope }) };
      return (await send(stage, request(`GET ${path}`, headers))).response.status;
    };
    for (const path of ["/bare", "/own"]) {
      expect(await statusOf(path, "orders/read"), path).to.equal(200);
      expect(await statusOf(path, "orders/write"), path).to.equal(403);
    }
  });

  it("of an HTTP API hand on claims and the scopes of a route that asks for some", async () => {
    const token = await signer.sign({
      ...jwt,
      scope: "orders/read x",
      roles: ["a", "b"],
      n: 1,
      address: { zip: 1, country: "x" },
    });
    const claims = {
      iss: issuer,
      aud: "web",
      exp: String(seconds + 60),
      sub: "7",
      scope: "orders/read x",
      roles: "[a b]",
      n: "1",
      address: "map[country:x zip:1]",
    };
    const authorizerOf = async (path: string): Promise<unknown> => {
      const { requestContext } = eventOf(await call("Http", path, `Bearer ${token}`));
      return isObject(requestContext) ? requestContext["authorizer"] : undefined;
    };
    expect(await authorizerOf("/a")).to.deep.equal({ jwt: { claims, scopes: null } });
    expect(await authorizerOf("/b")).to.deep.equal({
      jwt: { claims, scopes: ["orders/read", "x"] },
    });
  });

  // REST 401 without a challenge, HTTP 401 and 403 with one.
  it("of Cognito answer 401 whatever is wrong", async () => {
    const other = await tokenSigner("a");
    const refused: readonly (readonly [string, string, string | null, string])[] = [
      ["no token", "/a", null, "Unauthorized"],
      ["no JWT", "/a", "Bearer nothing", "Unauthorized"],
      ["another key", "/a", await other.sign(id), "Unauthorized"],
      ["another pool", "/a", await signer.sign({ ...id, iss: issuer }), "Unauthorized"],
      [
        "expired",
        "/a",
        await signer.sign({ ...id, exp: seconds }),
        "The incoming token has expired",
      ],
      ["an access token without scopes", "/a", await signer.sign(access), "Unauthorized"],
      ["an identity token with scopes", "/b", await signer.sign(id), "Unauthorized"],
      ["another scope", "/b", await signer.sign({ ...access, scope: "openid" }), "Unauthorized"],
    ];
    for (const [what, path, authorization, message] of refused) {
      const { response, trace } = await call("Rest", path, authorization);
      expect([response.status, bodyText(response)], what).to.deep.equal([
        401,
        JSON.stringify({ message }),
      ]);
      expect(headerValue(response.headers, "x-amzn-ErrorType")).to.equal("UnauthorizedException");
      expect(trace.functionId, what).to.equal(null);
    }
    expect((await call("Rest", "/b", await signer.sign(access))).response.status).to.equal(200);
  });

  // Guide: an authorizer may have several user pools.
  it("of Cognito take the tokens of each of their user pools, and of no other", async () => {
    const second = `${pool.slice(0, -1)}2`;
    const arn = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_a";
    const text = template.replace(`UserPoolArn: "${arn}1"`, `UserPoolArn: ["${arn}1", "${arn}2"]`);
    expect(text).not.to.equal(template);
    const clock = { now: () => now, sleep: () => Promise.resolve() };
    const Fn = () => ({ statusCode: 200 });
    const stage = stagesOfTemplate(text, { Fn }, { identity, ports: { clock, ids: realIds } }).get(
      "Rest",
    );
    if (stage === undefined) throw new Error("no stage");
    const statuses: number[] = [];
    for (const iss of [pool, second, `${pool}3`]) {
      const headers = { Authorization: await signer.sign({ ...id, iss }) };
      statuses.push((await send(stage, request("GET /dev/a", headers))).response.status);
    }
    expect(statuses).to.deep.equal([200, 200, 401]);
  });

  // Guide: of a user pool the expression is held against `aud`.
  it("of Cognito hold an expression against the audience", async () => {
    const text = template.replace("Pool: {", "Pool: { Identity: { ValidationExpression: ^web$ }, ");
    const clock = { now: () => now, sleep: () => Promise.resolve() };
    const Fn = () => ({ statusCode: 200 });
    const stage = stagesOfTemplate(text, { Fn }, { identity, ports: { clock, ids: realIds } }).get(
      "Rest",
    );
    if (stage === undefined) throw new Error("no stage");
    const status = async (claims: JWTPayload): Promise<number> => {
      const headers = { Authorization: await signer.sign({ ...id, ...claims }) };
      return (await send(stage, request("GET /dev/a", headers))).response.status;
    };
    expect(await status({ aud: "web" })).to.equal(200);
    expect(await status({ aud: "other" })).to.equal(401);
    expect(await status({})).to.equal(401);
  });

  // SAM: the source of a JWT is the header Authorization unless it is named.
  it("of an HTTP API look into the header Authorization where no source is named", async () => {
    const text = template.replace("IdentitySource: $request.header.Authorization", "");
    const clock = { now: () => now, sleep: () => Promise.resolve() };
    const Fn = () => ({ statusCode: 200 });
    const stage = stagesOfTemplate(text, { Fn }, { identity, ports: { clock, ids: realIds } }).get(
      "Http",
    );
    if (stage === undefined) throw new Error("no stage");
    const token = await signer.sign(jwt);
    const status = async (headers: Readonly<Record<string, string>>): Promise<number> =>
      (await send(stage, request("GET /a", headers))).response.status;
    expect(await status({ Authorization: `Bearer ${token}` })).to.equal(200);
    expect(await status({ Authorization: token })).to.equal(200);
    expect(await status({})).to.equal(401);
  });

  it("of an HTTP API answer with a challenge", async () => {
    const refused: readonly (readonly [string, string | null, number, string])[] = [
      ["/a", null, 401, "Bearer"],
      [
        "/a",
        await signer.sign({ ...jwt, exp: seconds }),
        401,
        'Bearer scope="" error="invalid_token" error_description="the token has expired"',
      ],
      [
        "/a",
        await signer.sign({ ...jwt, aud: "x" }),
        401,
        'Bearer scope="" error="invalid_token" error_description="the token does not have a valid audience"',
      ],
      [
        "/b",
        await signer.sign(jwt),
        403,
        'Bearer scope="orders/read orders/write" error="insufficient_scope"',
      ],
    ];
    for (const [path, authorization, status, challenge] of refused) {
      const { response, trace } = await call("Http", path, authorization);
      expect(trace.gatewayResponseType).to.equal(status === 401 ? "UNAUTHORIZED" : "ACCESS_DENIED");
      const message = status === 401 ? "Unauthorized" : "Forbidden";
      expect([response.status, bodyText(response)]).to.deep.equal([
        status,
        JSON.stringify({ message }),
      ]);
      expect(headerValue(response.headers, "www-authenticate")).to.equal(challenge);
    }
  });

  it("say nothing in a header that a header cannot hold", async () => {
    const token = await signer.sign({ ...jwt, iss: 'ü"\r\nX-Evil: 1\\' });
    const { response } = await call("Http", "/a", token);
    expect(headerValue(response.headers, "www-authenticate")).to.match(/^[ -~]+$/u);
  });

  it("refuse with 501 what was signed by a key nobody here knows", async () => {
    const { response } = await call("Http", "/a", await signer.sign(jwt, { kid: "b" }));
    expect(response.status).to.equal(501);
    expect(bodyText(response)).to.include("identity.issuers");
  });
});
