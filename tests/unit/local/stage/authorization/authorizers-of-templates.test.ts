import { expect } from "chai";
import { describe, it } from "mocha";
import type { Exchange } from "../../../../../src/harness/core/target.ts";
import { stagesOfTemplate } from "../../../../support/stage/stages-of-template.ts";
import { request, send } from "../../../../support/stage/test-stage.ts";
import type { TableFunction } from "../../../../support/stage/function-table.ts";

const head = "Transform: AWS::Serverless-2016-10-31\nResources:\n";

/** A function with events, each `name: { … }`. */
function fn(id: string, events = ""): string {
  return `  ${id}:
    Type: AWS::Serverless::Function
    Properties: { Handler: a.handler, Runtime: nodejs24.x, CodeUri: ., FunctionName: ${id}, Events: { ${events} } }
`;
}

function api(type: "Api" | "HttpApi", properties: string): string {
  return `  Shop:\n    Type: AWS::Serverless::${type}\n    Properties: ${properties}\n`;
}

function event(type: "Api" | "HttpApi", path: string, rest = "", method = "get"): string {
  const owner = type === "Api" ? "RestApiId" : "ApiId";
  return `E${path.slice(1)}${method}: { Type: ${type}, Properties: { Path: ${path}, Method: ${method}, ${owner}: !Ref Shop${rest} } }`;
}

/** Allows `Bearer yes`, whatever it is asked in. */
const Auth: TableFunction = (given) => {
  const text = JSON.stringify(given);
  const Effect = text.includes("yes") ? "Allow" : "Deny";
  const Statement = [{ Effect, Action: "execute-api:Invoke", Resource: "*" }];
  return text.includes('"simple"')
    ? { isAuthorized: Effect === "Allow" }
    : { principalId: "u", policyDocument: { Version: "2012-10-17", Statement } };
};

async function call(
  template: string,
  line: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Exchange> {
  const functions = { Auth, Fn: () => ({ statusCode: 200 }) };
  const stage = stagesOfTemplate(`${head}${template}`, functions).get("Shop");
  if (stage === undefined) throw new Error("no stage");
  return send(stage, request(line, headers));
}

/** The statuses of a request without a token, with a bad one, and with a good one. */
async function three(
  template: string,
  line: string,
  name = "Authorization",
): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (const headers of [{}, { [name]: "no" }, { [name]: "yes" }]) {
    statuses.push((await call(template, line, headers)).response.status);
  }
  return statuses;
}

const tokenAuth =
  "Auth: { DefaultAuthorizer: Own, Authorizers: { Own: { FunctionArn: !GetAtt Auth.Arn } } }";

describe("authorizers that SAM's Auth defines", () => {
  it("cover the routes of a generated REST API by default, and not those with NONE", async () => {
    const template =
      api("Api", `{ StageName: dev, ${tokenAuth} }`) +
      fn("Auth") +
      fn("Fn", `${event("Api", "/a")}, ${event("Api", "/b", ", Auth: { Authorizer: NONE }")}`);
    expect(await three(template, "GET /dev/a")).to.deep.equal([401, 403, 200]);
    expect(await three(template, "GET /dev/b")).to.deep.equal([200, 200, 200]);
  });

  it("take the token from the header of Identity, and hold it against its expression", async () => {
    const own =
      "{ FunctionArn: !GetAtt Auth.Arn, Identity: { Header: X-Token, ValidationExpression: '^yes$' } }";
    const template =
      api(
        "Api",
        `{ StageName: dev, Auth: { DefaultAuthorizer: Own, Authorizers: { Own: ${own} } } }`,
      ) +
      fn("Auth") +
      fn("Fn", event("Api", "/a"));
    expect(await three(template, "GET /dev/a", "X-Token")).to.deep.equal([401, 401, 200]);
  });

  it("are asked with the whole request where FunctionPayloadType says so", async () => {
    const own =
      "{ FunctionArn: !GetAtt Auth.Arn, FunctionPayloadType: REQUEST, Identity: { QueryStrings: [key], ReauthorizeEvery: 0 } }";
    const template =
      api("Api", `{ StageName: dev, Auth: { Authorizers: { Own: ${own} } } }`) +
      fn("Auth") +
      fn("Fn", event("Api", "/a", ", Auth: { Authorizer: Own }"));
    expect((await call(template, "GET /dev/a")).response.status).to.equal(401);
    expect((await call(template, "GET /dev/a?key=yes")).response.status).to.equal(200);
    expect((await call(template, "GET /dev/a?key=no")).response.status).to.equal(403);
  });

  it("cover the operations of a document of one's own, too", async () => {
    const body = `
        openapi: 3.0.3
        info: { title: T, version: "1" }
        paths:
          /a:
            get:
              responses: {}
              x-amazon-apigateway-integration:
                { type: aws_proxy, httpMethod: POST, uri: !Sub "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Fn.Arn}/invocations" }`;
    const template = `  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      ${tokenAuth}
      DefinitionBody:${body}
${fn("Auth")}${fn("Fn", event("Api", "/a"))}`;
    expect(await three(template, "GET /dev/a")).to.deep.equal([401, 403, 200]);
  });

  it("of the document's root cover operations without security of their own (recorded), not those that take it off", async () => {
    const lambda = (id: string): string =>
      `arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${id}.Arn}/invocations`;
    const integration = `x-amazon-apigateway-integration: { type: aws_proxy, httpMethod: POST, uri: !Sub "${lambda("Fn")}" }`;
    const extension = `x-amazon-apigateway-authorizer: { type: token, authorizerUri: !Sub "${lambda("Auth")}" }`;
    const template = `  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      DefinitionBody:
        openapi: 3.0.3
        info: { title: T, version: "1" }
        security: [{ own: [] }]
        components:
          securitySchemes:
            own: { type: apiKey, name: Authorization, in: header, ${extension} }
            # Recorded: the extension makes it an authorizer, which asks for no key.
            keyed: { type: apiKey, name: x-api-key, in: header, ${extension} }
        paths:
          /a: { get: { ${integration} } }
          /b: { get: { security: [], ${integration} } }
          /c: { get: { security: [{ keyed: [] }], ${integration} } }
  Leave: { Type: AWS::Lambda::Permission, Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Auth, Principal: apigateway.amazonaws.com } }
${fn("Auth")}${fn("Fn", ["/a", "/b", "/c"].map((path) => event("Api", path)).join(", "))}`;
    expect(await three(template, "GET /dev/a")).to.deep.equal([401, 403, 200]);
    expect(await three(template, "GET /dev/b")).to.deep.equal([200, 200, 200]);
    expect(await three(template, "GET /dev/c", "x-api-key")).to.deep.equal([401, 403, 200]);
  });

  it("are refused where they are of a user pool that only AWS knows", async () => {
    const own = "Authorizers: { Own: { UserPoolArn: !ImportValue pool } }";
    const template =
      api("Api", `{ StageName: dev, Auth: { DefaultAuthorizer: Own, ${own} } }`) +
      fn("Fn", event("Api", "/a"));
    const { response, trace } = await call(template, "GET /dev/a", { Authorization: "yes" });
    expect(response.status).to.equal(501);
    expect(trace.gatewayDetail).to.contain("Own");
  });

  it("need leave to be invoked: SAM gives it for REST APIs, unless told not to", async () => {
    const own = "{ FunctionArn: !GetAtt Auth.Arn, DisableFunctionDefaultPermissions: true }";
    const template =
      api(
        "Api",
        `{ StageName: dev, Auth: { DefaultAuthorizer: Own, Authorizers: { Own: ${own} } } }`,
      ) +
      fn("Auth") +
      fn("Fn", event("Api", "/a"));
    const { response, trace } = await call(template, "GET /dev/a", { Authorization: "yes" });
    expect(response.status).to.equal(500);
    expect(trace.gatewayDetail).to.equal(
      'nothing permits API Gateway to invoke Auth as the authorizer "Own" (no AWS::Lambda::Permission, no credentials)',
    );
  });

  const httpAuth = (rest: string): string =>
    `{ Auth: { DefaultAuthorizer: Own, Authorizers: { Own: { FunctionArn: !GetAtt Auth.Arn, AuthorizerPayloadFormatVersion: "2.0", Identity: { Headers: [Authorization] }${rest} } } } }`;

  it("need it for HTTP APIs when they are told to give it (guide: EnableFunctionDefaultPermissions)", async () => {
    const routes = fn("Auth") + fn("Fn", event("HttpApi", "/a"));
    const without = api("HttpApi", httpAuth("")) + routes;
    expect(await three(without, "GET /a")).to.deep.equal([401, 500, 500]);
    const given = api("HttpApi", httpAuth(", EnableFunctionDefaultPermissions: true")) + routes;
    expect(await three(given, "GET /a")).to.deep.equal([401, 403, 200]);
    const role =
      api("HttpApi", httpAuth(", FunctionInvokeRole: 'arn:aws:iam::123456789012:role/x'")) + routes;
    expect(await three(role, "GET /a")).to.deep.equal([401, 403, 200]);
  });

  it("do not cover an OPTIONS route of an HTTP API", async () => {
    const template =
      api("HttpApi", httpAuth(", EnableFunctionDefaultPermissions: true")) +
      fn("Auth") +
      fn("Fn", event("HttpApi", "/a", "", "options"));
    expect(await three(template, "OPTIONS /a")).to.deep.equal([200, 200, 200]);
  });

  it("are refused where their function is of another stack and nothing answers for it", async () => {
    const own = "{ FunctionArn: 'arn:aws:lambda:eu-west-1:999999999999:function:far' }";
    const template =
      api(
        "Api",
        `{ StageName: dev, Auth: { DefaultAuthorizer: Own, Authorizers: { Own: ${own} } } }`,
      ) + fn("Fn", event("Api", "/a"));
    const { response, trace } = await call(template, "GET /dev/a", { Authorization: "yes" });
    expect(response.status).to.equal(501);
    expect(trace.gatewayDetail).to.contain('the authorizer "Own", a function outside the template');
  });
});

describe("authorizers of a document", () => {
  // Recorded; the guide says that API Gateway takes no notice of security at the root.
  it("guard by security at the root the operations without their own", async () => {
    const to = (id: string): string =>
      `!Sub "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${id}.Arn}/invocations"`;
    const operation = (security: string): string =>
      `{ responses: {}, ${security}x-amazon-apigateway-integration: { type: aws_proxy, httpMethod: POST, uri: ${to("Fn")} } }`;
    const template = `  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      DefinitionBody:
        openapi: 3.0.3
        info: { title: T, version: "1" }
        security: [{ own: [] }]
        components:
          securitySchemes:
            own:
              type: apiKey
              in: header
              name: X-Token
              x-amazon-apigateway-authtype: custom
              x-amazon-apigateway-authorizer: { type: token, authorizerUri: ${to("Auth")} }
        paths:
          /a: { get: ${operation("")} }
          /b: { get: ${operation("security: [], ")} }
  Permission:
    Type: AWS::Lambda::Permission
    Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Auth, Principal: apigateway.amazonaws.com }
${fn("Auth")}${fn("Fn", `${event("Api", "/a")}, ${event("Api", "/b")}`)}`;
    expect(await three(template, "GET /dev/a", "X-Token")).to.deep.equal([401, 403, 200]);
    expect(await three(template, "GET /dev/b", "X-Token")).to.deep.equal([200, 200, 200]);
  });
});

describe("authorizers that are resources", () => {
  const uri = (id: string): string =>
    `!Sub "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${id}.Arn}/invocations"`;
  const permission = (id: string, source = ""): string =>
    `  May${id}:\n    Type: AWS::Lambda::Permission\n    Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref ${id}, Principal: apigateway.amazonaws.com${source} }\n`;
  const rest = `  Shop:
    Type: AWS::ApiGateway::RestApi
    Properties: { Name: shop }
  Own:
    Type: AWS::ApiGateway::Authorizer
    Properties: { RestApiId: !Ref Shop, Name: own, Type: TOKEN, IdentitySource: method.request.header.X-Token, AuthorizerUri: ${uri("Auth")} }
  A:
    Type: AWS::ApiGateway::Resource
    Properties: { RestApiId: !Ref Shop, ParentId: !GetAtt Shop.RootResourceId, PathPart: a }
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Shop
      ResourceId: !Ref A
      HttpMethod: GET
      AuthorizationType: CUSTOM
      AuthorizerId: !Ref Own
      Integration: { Type: AWS_PROXY, IntegrationHttpMethod: POST, Uri: ${uri("Fn")} }
`;

  it("guard the methods of a REST API that name them", async () => {
    const template = rest + fn("Auth") + fn("Fn") + permission("Auth") + permission("Fn");
    expect(await three(template, "GET /a", "X-Token")).to.deep.equal([401, 403, 200]);
  });

  it("answer 500 where the permission covers the routes alone", async () => {
    const source =
      ', SourceArn: !Sub "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Shop}/*/GET/a"';
    const template = rest + fn("Auth") + fn("Fn") + permission("Auth", source) + permission("Fn");
    expect(await three(template, "GET /a", "X-Token")).to.deep.equal([401, 500, 500]);
  });

  it("guard the routes of an HTTP API that name them", async () => {
    const template = `  Shop:
    Type: AWS::ApiGatewayV2::Api
    Properties: { Name: shop, ProtocolType: HTTP }
  Own:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties: { ApiId: !Ref Shop, Name: own, AuthorizerType: REQUEST, AuthorizerPayloadFormatVersion: "1.0", IdentitySource: [$request.header.X-Token], AuthorizerUri: ${uri("Auth")} }
  Call:
    Type: AWS::ApiGatewayV2::Integration
    Properties: { ApiId: !Ref Shop, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Fn.Arn, PayloadFormatVersion: "2.0" }
  Get:
    Type: AWS::ApiGatewayV2::Route
    Properties: { ApiId: !Ref Shop, RouteKey: GET /a, AuthorizationType: CUSTOM, AuthorizerId: !Ref Own, Target: !Sub "integrations/\${Call}" }
${fn("Auth")}${fn("Fn")}${permission("Auth")}${permission("Fn")}`;
    expect(await three(template, "GET /a", "X-Token")).to.deep.equal([401, 403, 200]);
  });
});
