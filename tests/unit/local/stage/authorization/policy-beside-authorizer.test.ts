import { SignatureV4 } from "@smithy/signature-v4";
import { expect } from "chai";
import { before, describe, it } from "mocha";
import { bodyText, type HttpRequest } from "../../../../../src/harness/core/http-message.ts";
import type { JsonObject } from "../../../../../src/harness/core/json.ts";
import {
  knowsNobody,
  type StageIdentity,
} from "../../../../../src/harness/local/stage/authorization/stage-identity.ts";
import { Sha256 } from "../../../../support/stage/sha256.ts";
import { stagesOfTemplate } from "../../../../support/stage/stages-of-template.ts";
import { realIds, request, send } from "../../../../support/stage/test-stage.ts";
import { tokenSigner, type TokenSigner } from "../../../../support/stage/token-signer.ts";

const now = Date.UTC(2026, 6, 11, 8);
const pool = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a1";
const partner = "arn:aws:iam::111122223333:user/team/partner";
const session = "arn:aws:sts::111122223333:assumed-role/reader/run-1";
const owners: Readonly<Record<string, string>> = { PARTNER: partner, SESSION: session };

const template = (policy: JsonObject | null): string => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Rest:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      ${policy === null ? "" : `Policy: ${JSON.stringify(policy)}`}
      Auth:
        Authorizers:
          Pool: { UserPoolArn: "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_a1" }
          Lambda: { FunctionArn: !GetAtt Auth.Arn, Identity: { ReauthorizeEvery: 0 } }
  Auth:
    Type: AWS::Serverless::Function
    Properties: { Handler: auth.handler, Runtime: nodejs24.x, CodeUri: . }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs24.x
      CodeUri: .
      Events:
        Open: { Type: Api, Properties: { Path: /open, Method: get, RestApiId: !Ref Rest } }
        Lambda: { Type: Api, Properties: { Path: /lambda, Method: get, RestApiId: !Ref Rest, Auth: { Authorizer: Lambda } } }
        Pool: { Type: Api, Properties: { Path: /pool, Method: get, RestApiId: !Ref Rest, Auth: { Authorizer: Pool } } }
        Iam: { Type: Api, Properties: { Path: /iam, Method: get, RestApiId: !Ref Rest, Auth: { Authorizer: AWS_IAM } } }
`;

const statement = (effect: "Allow" | "Deny", more: JsonObject = {}): JsonObject => ({
  Effect: effect,
  Principal: "*",
  Action: "execute-api:Invoke",
  Resource: "execute-api:/*",
  ...more,
});
const of = (...statements: readonly JsonObject[]): JsonObject => ({
  Version: "2012-10-17",
  Statement: statements,
});
/** It is about something else. */
const elsewhere = { Resource: "execute-api:/*/POST/other" };
const unknownKey = { Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } };

const policies = {
  none: null,
  allow: of(statement("Allow")),
  neither: of(statement("Allow", elsewhere)),
  deny: of(statement("Allow"), statement("Deny")),
  "cannot tell of Allow": of(statement("Allow", unknownKey)),
  "cannot tell of Deny": of(statement("Allow"), statement("Deny", unknownKey)),
  "allows the account": of(statement("Allow", { Principal: { AWS: "111122223333" } })),
  "allows the account's root": of(
    statement("Allow", { Principal: { AWS: ["arn:aws:iam::111122223333:root"] } }),
  ),
  "allows the partner": of(statement("Allow", { Principal: { AWS: partner } })),
  "allows the role": of(
    statement("Allow", { Principal: { AWS: "arn:aws:iam::111122223333:role/reader" } }),
  ),
  "allows the session": of(statement("Allow", { Principal: { AWS: session } })),
  "allows by a wildcard": of(
    statement("Allow", { Principal: { AWS: "arn:aws:iam::111122223333:user/*" } }),
  ),
  "allows a service": of(statement("Allow", { Principal: { Service: "s3.amazonaws.com" } })),
  "denies the partner": of(statement("Allow"), statement("Deny", { Principal: { AWS: partner } })),
  "denies all but the partner": of(statement("Allow"), {
    Effect: "Deny",
    NotPrincipal: { AWS: partner },
    Action: "*",
    Resource: "*",
  }),
  "allows by ARN": of(
    statement("Allow", {
      Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:user/team/*" } },
    }),
  ),
  "allows by name": of(
    statement("Allow", { Condition: { StringEquals: { "aws:username": "partner" } } }),
  ),
  "allows long-term keys": of(
    statement("Allow", { Condition: { Null: { "aws:TokenIssueTime": "true" } } }),
  ),
  "allows an organisation": of(
    statement("Allow", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }),
  ),
} as const;
type PolicyName = keyof typeof policies;
const says = {
  allow: of(statement("Allow", { Resource: "*" })),
  neither: of(statement("Allow", { Resource: "arn:aws:execute-api:*/POST/other" })),
  deny: of(statement("Deny", { Resource: "*" })),
};

type Row = readonly [caller: string, policy: PolicyName, status: number];

// Guide, "How API Gateway resource policies affect authorization workflow".
const tables: Readonly<Record<string, readonly Row[]>> = {
  open: [
    ["nobody", "none", 200],
    ["nobody", "allow", 200],
    ["nobody", "neither", 403],
    ["nobody", "deny", 403],
    ["nobody", "cannot tell of Allow", 501],
    ["nobody", "cannot tell of Deny", 501],
    ["nobody", "allows the account", 403],
    ["nobody", "allows an organisation", 403],
    ["nobody", "denies all but the partner", 403],
  ],
  // Table A.
  lambda: [
    ["allow", "none", 200],
    ["allow", "allow", 200],
    ["allow", "neither", 200],
    ["allow", "deny", 403],
    ["neither", "none", 403],
    ["neither", "allow", 200],
    ["neither", "neither", 403],
    ["neither", "deny", 403],
    ["deny", "none", 403],
    ["deny", "allow", 403],
    ["deny", "neither", 403],
    ["deny", "deny", 403],
    ["allow", "cannot tell of Allow", 200],
    ["neither", "cannot tell of Allow", 501],
    ["deny", "cannot tell of Allow", 403],
    ["allow", "cannot tell of Deny", 501],
  ],
  // "an explicit allow is required"
  pool: [
    ["token", "none", 200],
    ["token", "allow", 200],
    ["token", "neither", 403],
    ["token", "deny", 403],
    ["token", "cannot tell of Allow", 501],
    ["nobody", "allow", 401],
    ["nobody", "deny", 401],
  ],
  // Table A for the own account, table B for others; the caller's own policies are taken to allow.
  iam: [
    ["KEY", "none", 200],
    ["KEY", "allow", 200],
    ["KEY", "neither", 200],
    ["KEY", "deny", 403],
    ["KEY", "cannot tell of Allow", 200],
    ["KEY", "cannot tell of Deny", 501],
    ["KEY", "denies the partner", 200],
    ["KEY", "denies all but the partner", 501],
    ["PARTNER", "none", 403],
    ["PARTNER", "allow", 200],
    ["PARTNER", "neither", 403],
    ["PARTNER", "deny", 403],
    ["PARTNER", "cannot tell of Allow", 501],
    ["PARTNER", "allows the account", 200],
    ["PARTNER", "allows the account's root", 200],
    ["PARTNER", "allows the partner", 200],
    ["PARTNER", "allows the role", 403],
    ["PARTNER", "allows by a wildcard", 403],
    ["PARTNER", "allows a service", 403],
    ["PARTNER", "denies the partner", 403],
    ["PARTNER", "allows by ARN", 200],
    ["PARTNER", "allows by name", 200],
    ["PARTNER", "allows long-term keys", 200],
    ["PARTNER", "allows an organisation", 501],
    ["SESSION", "allows the account", 200],
    ["SESSION", "allows the role", 200],
    ["SESSION", "allows the session", 200],
    ["SESSION", "allows the partner", 403],
    ["SESSION", "allows by ARN", 403],
    ["SESSION", "allows by name", 403],
    ["SESSION", "allows long-term keys", 501],
    ["nobody", "allow", 403],
  ],
};

async function signed(path: string, accessKeyId: string): Promise<HttpRequest> {
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey: "secret" },
    region: "us-east-1",
    service: "execute-api",
    sha256: Sha256,
  });
  const headers = { host: "127.0.0.1:3000" };
  const plain = {
    method: "GET",
    protocol: "http:",
    hostname: "127.0.0.1",
    path,
    query: {},
    headers,
  };
  const { headers: all } = await signer.sign(plain, { signingDate: new Date(now) });
  return request(`GET ${path}`, all);
}

describe("a resource policy beside an authorizer", () => {
  let signer: TokenSigner;
  let identity: StageIdentity;
  before(async () => {
    signer = await tokenSigner("a");
    identity = {
      ...knowsNobody,
      keysOf: () => Promise.resolve({ keys: new Map([["a", signer.jwk]]), complete: true }),
      secretOf: () => "secret",
      arnOf: (id) => owners[id] ?? null,
    };
  });

  const messageOf = async (caller: string, path: string): Promise<HttpRequest> => {
    if (caller === "nobody") return request(`GET ${path}`);
    if (path.endsWith("iam")) return signed(path, caller);
    if (caller !== "token") return request(`GET ${path}`, { Authorization: caller });
    const seconds = now / 1000;
    const claims = { iss: pool, exp: seconds + 60, iat: seconds, token_use: "id", aud: "web" };
    return request(`GET ${path}`, { Authorization: await signer.sign(claims) });
  };

  /** How often the Lambda authorizer was asked. */
  let asked = 0;
  const call = async (route: string, caller: string, policy: PolicyName) => {
    asked = 0;
    const auth = (event: unknown): unknown => {
      asked += 1;
      const text = JSON.stringify(event);
      const policyDocument = text.includes('"deny"')
        ? says.deny
        : text.includes('"neither"')
          ? says.neither
          : says.allow;
      return { principalId: "user-1", policyDocument };
    };
    const stages = stagesOfTemplate(
      template(policies[policy]),
      { Fn: () => ({ statusCode: 200, body: "" }), Auth: auth },
      {
        identity,
        ports: { clock: { now: () => now, sleep: () => Promise.resolve() }, ids: realIds },
      },
    );
    const stage = stages.get("Rest");
    if (stage === undefined) throw new Error("no stage");
    return send(stage, await messageOf(caller, `/dev/${route}`));
  };

  for (const [route, rows] of Object.entries(tables)) {
    for (const [caller, policy, status] of rows) {
      it(`${route}: ${caller}, policy: ${policy} → ${status}`, async () => {
        const { response, trace } = await call(route, caller, policy);
        expect(response.status, `${trace.gatewayDetail} ${bodyText(response)}`).to.equal(status);
      });
    }
  }

  it("refuses what it denies before a Lambda authorizer is asked", async () => {
    await call("lambda", "allow", "allow");
    expect(asked).to.equal(1);
    await call("lambda", "allow", "deny");
    expect(asked).to.equal(0);
  });

  it("names who signed in its refusal", async () => {
    const { response } = await call("iam", "PARTNER", "neither");
    expect(bodyText(response)).to.match(
      /^\{"Message":"User: arn:aws:iam::111122223333:user\/team\/partner is not authorized to perform: execute-api:Invoke on resource: arn:/u,
    );
  });

  it("says in the event who signed", async () => {
    const { trace } = await call("iam", "SESSION", "allow");
    const event = JSON.stringify(trace.event);
    expect(event).to.contain(`"userArn":"${session}"`).and.to.contain('"accountId":"111122223333"');
    expect(event).to.match(/"caller":"AROA[A-Z0-9]{17}:run-1"/u);
  });
});
