import { SignatureV4 } from "@smithy/signature-v4";
import { expect } from "chai";
import { describe, it } from "mocha";
import { bodyText, headerValue } from "../../../../../src/harness/core/http-message.ts";
import { isObject } from "../../../../../src/harness/core/json.ts";
import { knowsNobody } from "../../../../../src/harness/local/stage/authorization/stage-identity.ts";
import { eventOf } from "../../../../support/stage/http-stage.ts";
import { Sha256 } from "../../../../support/stage/sha256.ts";
import { stagesOfTemplate } from "../../../../support/stage/stages-of-template.ts";
import { realIds, request, send } from "../../../../support/stage/test-stage.ts";

const now = Date.UTC(2026, 6, 11, 8);
const template = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Rest:
    Type: AWS::Serverless::Api
    Properties: { StageName: dev, Auth: { DefaultAuthorizer: AWS_IAM } }
  Http:
    Type: AWS::Serverless::HttpApi
    Properties: { Auth: { EnableIamAuthorizer: true, DefaultAuthorizer: AWS_IAM } }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs24.x
      CodeUri: .
      Events:
        A: { Type: Api, Properties: { Path: /a, Method: get, RestApiId: !Ref Rest } }
        B: { Type: HttpApi, Properties: { Path: /a, Method: get, ApiId: !Ref Http } }
`;
const clock = { now: () => now, sleep: () => Promise.resolve() };
const partner = "arn:aws:iam::111122223333:user/partner";
const identity = {
  ...knowsNobody,
  secretOf: (id: string) => (id === "KEY" || id === "PARTNER" ? "secret" : null),
  arnOf: (id: string) => (id === "PARTNER" ? partner : null),
};
const stages = stagesOfTemplate(
  template,
  { Fn: () => ({ statusCode: 200, body: "" }) },
  { identity, ports: { clock, ids: realIds } },
);

interface Signing {
  readonly secretAccessKey?: string;
  readonly accessKeyId?: string;
  readonly at?: number;
}

async function call(api: "Rest" | "Http", path: string, signing: Signing | null) {
  const stage = stages.get(api);
  if (stage === undefined) throw new Error(`no stage ${api}`);
  const { secretAccessKey = "secret", accessKeyId = "KEY", at = now } = signing ?? {};
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey },
    region: "us-east-1",
    service: "execute-api",
    sha256: Sha256,
  });
  const host = "127.0.0.1:3000";
  const plain = { method: "GET", protocol: "http:", hostname: "127.0.0.1", path, query: {} };
  const signed =
    signing === null
      ? { headers: { host } }
      : await signer.sign({ ...plain, headers: { host } }, { signingDate: new Date(at) });
  return send(stage, request(`GET ${path}`, signed.headers));
}

describe("IAM authorization", () => {
  it("lets callers with a known key through, and says in the event who they are", async () => {
    for (const path of ["/dev/a", "/a"]) {
      const rest = await call("Rest", path, {});
      expect(rest.response.status, bodyText(rest.response)).to.equal(200);
      const { requestContext } = eventOf(rest);
      expect(isObject(requestContext) && requestContext["identity"]).to.deep.include({
        accessKey: "KEY",
        accountId: "123456789012",
        userArn: "arn:aws:iam::123456789012:user/local",
      });
      expect(requestContext).not.to.have.property("authorizer");
      // Guide: the signature is the gateway's business.
      expect(JSON.stringify(eventOf(rest)["headers"])).not.to.match(/authorization/iu);
    }
    const { requestContext } = eventOf(await call("Http", "/a", {}));
    const authorizer = isObject(requestContext) ? requestContext["authorizer"] : null;
    expect(isObject(authorizer) && authorizer["iam"]).to.deep.include({
      accessKey: "KEY",
      accountId: "123456789012",
      cognitoIdentity: null,
      userArn: "arn:aws:iam::123456789012:user/local",
    });
  });

  // Guide.
  const refused: readonly (readonly [string, Signing | null, string, string])[] = [
    ["no signature", null, "Missing Authentication Token", "MissingAuthenticationTokenException"],
    ["another secret", { secretAccessKey: "x" }, "The request signature we", "InvalidSignature"],
    ["an unknown key", { accessKeyId: "X" }, "The security token included", "UnrecognizedClient"],
    ["an old signature", { at: now - 600_000 }, "Signature expired", "InvalidSignature"],
  ];
  for (const [what, signing, message, type] of refused) {
    it(`answers ${what} with 403`, async () => {
      const { response } = await call("Rest", "/dev/a", signing);
      expect(response.status).to.equal(403);
      expect(bodyText(response)).to.match(new RegExp(`^\\{"message":"${message}`, "u"));
      expect(headerValue(response.headers, "x-amzn-ErrorType")).to.include(type);
      const http = await call("Http", "/a", signing);
      expect([http.response.status, bodyText(http.response)]).to.deep.equal([
        403,
        '{"message":"Forbidden"}',
      ]);
    });
  }

  // AWS re:Post: HTTP APIs have no resource policy that could let another account in.
  it("answers callers of another account with 403, on HTTP APIs too", async () => {
    for (const api of ["Rest", "Http"] as const) {
      const { response, trace } = await call(api, "/dev/a".slice(api === "Http" ? 4 : 0), {
        accessKeyId: "PARTNER",
      });
      expect(response.status, api).to.equal(403);
      expect(trace.gatewayDetail).to.include(partner);
      if (api === "Http") expect(bodyText(response)).to.equal('{"message":"Forbidden"}');
    }
  });

  it("tells another token apart from none", async () => {
    const stage = stages.get("Rest");
    if (stage === undefined) throw new Error("no stage");
    const { response } = await send(stage, request("GET /dev/a", { Authorization: "Bearer abc" }));
    expect(bodyText(response)).to.include("Invalid key=value pair (missing equal-sign)");
    expect(headerValue(response.headers, "x-amzn-ErrorType")).to.equal(
      "IncompleteSignatureException",
    );
  });
});
