import { expect } from "chai";
import { authorizationOf } from "../../../../src/harness/model/wiring/route-authorization.ts";
import { wireTemplate } from "../../../support/wiring/read-definition.ts";
import { readTemplate } from "../../../support/wiring/read-template.ts";

const integration = "x-amazon-apigateway-integration: { type: mock }";
const spec = `openapi: 3.0.1
components:
  securitySchemes:
    Own: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authorizer: { type: token } }
    Key: { type: apiKey, name: X-Api-Key, in: header }
    Shown: { type: http, scheme: bearer }
paths:
  /plain: { get: { ${integration} }, options: { ${integration} } }
  /own: { get: { security: [{ Own: [] }], ${integration} } }
  /key: { get: { security: [{ Key: [] }], ${integration} } }
  /shown: { get: { security: [{ Shown: [] }], ${integration} } }
`;
const include =
  "DefinitionBody: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: a.yaml } } }";
const auth = "DefaultAuthorizer: Default, Authorizers: { Default: { UserPoolArn: a } }";

/** `GET /path: authorizer, key` of every route. */
function asked(type: string, properties: string, more = "", document = spec): readonly string[] {
  const template = readTemplate(
    `Resources:\n  Api: { Type: ${type}, Properties: { StageName: dev, ${include}, ${properties} } }\n${more}`,
  );
  return wireTemplate(template, { "a.yaml": document }).apis.flatMap((api) =>
    api.operations.map((wired) => {
      const { authorizer, apiKeyRequired } = authorizationOf(api, wired);
      return `${wired.operation.key} ${authorizer ?? "-"}${apiKeyRequired ? " key" : ""}`;
    }),
  );
}

describe("authorizationOf", () => {
  const rest = "AWS::Serverless::Api";

  it("names what the document itself asks, as far as API Gateway enforces it", () => {
    expect(asked(rest, "Tags: {}")).to.deep.equal([
      "GET /plain -",
      "OPTIONS /plain -",
      "GET /own Own",
      "GET /key - key",
      "GET /shown -",
    ]);
  });

  it("falls back on the default authorizer and key of the API", () => {
    expect(asked(rest, `Auth: { ${auth}, ApiKeyRequired: true }`)).to.deep.equal([
      "GET /plain Default key",
      "OPTIONS /plain Default key",
      "GET /own Own key",
      "GET /key Default key",
      "GET /shown Default key",
    ]);
  });

  it("leaves OPTIONS open where SAM does", () => {
    const open = `Auth: { ${auth}, AddDefaultAuthorizerToCorsPreflight: false }`;
    expect(asked(rest, open)).to.include.members(["GET /plain Default", "OPTIONS /plain -"]);
    expect(asked("AWS::Serverless::HttpApi", `Auth: { ${auth} }`)).to.include.members([
      "GET /plain Default",
      "OPTIONS /plain -",
    ]);
  });

  it("gives no default to what has no integration, or says NONE", () => {
    const bare = `openapi: 3.0.1
paths:
  /bare: { get: {} }
  /none: { get: { security: [{ NONE: [] }, { api_key_false: [] }], ${integration} } }
`;
    expect(asked(rest, `Auth: { ${auth}, ApiKeyRequired: true }`, "", bare)).to.deep.equal([
      "GET /bare -",
      "GET /none -",
    ]);
  });

  it("takes the key off OPTIONS where SAM does", () => {
    const keyed = `openapi: 3.0.1
components: { securitySchemes: { Key: { type: apiKey, name: X-Api-Key, in: header } } }
paths: { /a: { options: { security: [{ Key: [] }], ${integration} } } }
`;
    const off = "Auth: { ApiKeyRequired: true, AddApiKeyRequiredToCorsPreflight: false }";
    expect(asked(rest, off, "", keyed)).to.deep.equal(["OPTIONS /a -"]);
    expect(asked(rest, "Auth: { ApiKeyRequired: true }", "", keyed)).to.deep.equal([
      "OPTIONS /a - key",
    ]);
  });

  it("gives no default that no Authorizers define", () => {
    expect(asked(rest, "Auth: { DefaultAuthorizer: Lost }")).to.include("GET /plain -");
    expect(asked(rest, "Auth: { DefaultAuthorizer: AWS_IAM }")).to.include("GET /plain AWS_IAM");
  });

  it("leaves what an HTTP API's document asks as it is", () => {
    expect(asked("AWS::Serverless::HttpApi", `Auth: { ${auth} }`)).to.include("GET /shown -");
  });

  it("asks of a merged event what the event says", () => {
    const events = `  Fn: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Events: {
    A: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /open, Method: get, Auth: { Authorizer: NONE } } },
    B: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /guarded, Method: get } } } } }\n`;
    expect(asked("AWS::Serverless::HttpApi", `Auth: { ${auth} }`, events)).to.include.members([
      "GET /open -",
      "GET /guarded Default",
    ]);
    const iam = `  Fn: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Events: {
    A: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /signed, Method: get, Auth: { Authorizer: AWS_IAM } } },
    B: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /bare, Method: get, Auth: { Authorizer: NONE } } } } } }\n`;
    const bare = "openapi: 3.0.1\npaths: { /bare: { get: {} } }\n";
    expect(
      asked("AWS::Serverless::HttpApi", `Auth: { ${auth}, EnableIamAuthorizer: true }`, iam, bare),
    ).to.deep.equal(["GET /bare -", "GET /signed AWS_IAM"]);
    const called = `openapi: 3.0.1\npaths: { /bare: { get: { ${integration} } }, /signed: { get: { ${integration} } } }\n`;
    expect(
      asked(
        "AWS::Serverless::HttpApi",
        `Auth: { ${auth}, EnableIamAuthorizer: true }`,
        iam,
        called,
      ),
    ).to.deep.equal(["GET /bare -", "GET /signed AWS_IAM"]);
  });
});
