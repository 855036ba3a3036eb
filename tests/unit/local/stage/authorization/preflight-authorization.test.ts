import { expect } from "chai";
import { describe, it } from "mocha";
import { headerValue } from "../../../../../src/harness/core/http-message.ts";
import { stagesOfTemplate } from "../../../../support/stage/stages-of-template.ts";
import { request, send } from "../../../../support/stage/test-stage.ts";

const preflight = { Origin: "https://a.test", "Access-Control-Request-Method": "GET" };

async function ask(text: string, line: string, headers: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const functions = {
    Fn: () => {
      asked.push("Fn");
      return { statusCode: 200, body: "" };
    },
    Auth: (event: unknown) => {
      asked.push("Auth");
      const isAuthorized = JSON.stringify(event).includes('"let-me-in"');
      const statement = { Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" };
      return { isAuthorized, principalId: "u", policyDocument: { Statement: [statement] } };
    },
  };
  const stage = stagesOfTemplate(text, functions).get("Own");
  if (stage === undefined) throw new Error("no stage");
  const { response } = await send(stage, request(line, headers));
  const origin = headerValue(response.headers, "access-control-allow-origin") ?? null;
  return { status: response.status, asked, origin };
}

const rest = (auth: string): string => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Own:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      Cors: "'*'"
      Auth: { ${auth} }
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
        A: { Type: Api, Properties: { Path: /a, Method: get, RestApiId: !Ref Own } }
`;

const lambda =
  "DefaultAuthorizer: Caller, Authorizers: { Caller: { FunctionArn: !GetAtt Auth.Arn } }";

// SAM guide, ApiAuth: both are true by default.
describe("the preflight of a REST API, as SAM adds it", () => {
  const rows: readonly (readonly [auth: string, status: number])[] = [
    [lambda, 401],
    [`${lambda}, AddDefaultAuthorizerToCorsPreflight: true`, 401],
    [`${lambda}, AddDefaultAuthorizerToCorsPreflight: false`, 200],
    ["ApiKeyRequired: true", 403],
    ["ApiKeyRequired: true, AddApiKeyRequiredToCorsPreflight: true", 403],
    ["ApiKeyRequired: true, AddApiKeyRequiredToCorsPreflight: false", 200],
    [`${lambda}, ApiKeyRequired: true, AddDefaultAuthorizerToCorsPreflight: false`, 403],
    [`${lambda}, ApiKeyRequired: true, AddApiKeyRequiredToCorsPreflight: false`, 401],
    [
      `${lambda}, ApiKeyRequired: true, AddApiKeyRequiredToCorsPreflight: false, AddDefaultAuthorizerToCorsPreflight: false`,
      200,
    ],
  ];
  for (const [auth, status] of rows) {
    it(`${auth} → ${status}`, async () => {
      const answer = await ask(rest(auth), "OPTIONS /dev/a", preflight);
      const origin = status === 200 ? "*" : null;
      expect(answer).to.deep.equal({ status, asked: [], origin });
    });
  }

  it("opens the method it announces to nobody", async () => {
    const open = rest(
      `${lambda}, ApiKeyRequired: true, AddApiKeyRequiredToCorsPreflight: false, AddDefaultAuthorizerToCorsPreflight: false`,
    );
    expect((await ask(open, "GET /dev/a", preflight)).status).to.equal(401);
    expect((await ask(open, "GET /dev/a", { Authorization: "x" })).status).to.equal(403);
  });

  it("asks the authorizer where it is for OPTIONS, and then answers", async () => {
    const answer = await ask(rest(lambda), "OPTIONS /dev/a", { ...preflight, Authorization: "x" });
    expect(answer).to.deep.equal({ status: 200, asked: ["Auth"], origin: "*" });
  });

  it("cannot be reached by another method that is overridden", async () => {
    const open = rest(`${lambda}, AddDefaultAuthorizerToCorsPreflight: false`);
    const headers = { ...preflight, "X-HTTP-Method-Override": "GET" };
    expect((await ask(open, "OPTIONS /dev/a", headers)).status).to.equal(401);
  });
});

const http = (cors: boolean, events: string): string => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Own:
    Type: AWS::Serverless::HttpApi
    Properties:
      ${cors ? "CorsConfiguration: { AllowOrigins: ['https://a.test'] }" : ""}
      Auth:
        DefaultAuthorizer: Caller
        Authorizers:
          Caller:
            FunctionArn: !GetAtt Auth.Arn
            AuthorizerPayloadFormatVersion: "2.0"
            EnableSimpleResponses: true
            EnableFunctionDefaultPermissions: true
            Identity: { Headers: [Authorization] }
  Auth:
    Type: AWS::Serverless::Function
    Properties: { Handler: auth.handler, Runtime: nodejs24.x, CodeUri: . }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs24.x
      CodeUri: .
      Events: { ${events} }
`;

const route = (name: string, path: string, method: string, auth = ""): string =>
  `${name}: { Type: HttpApi, Properties: { ApiId: !Ref Own, Path: "${path}", Method: ${method}${auth} } }`;
const get = route("Get", "/a", "get");
const fallback = "Default: { Type: HttpApi, Properties: { ApiId: !Ref Own } }";
const openOptions = route("Options", "/{proxy+}", "options", ", Auth: { Authorizer: NONE }");

// Guide: a route that takes OPTIONS asks for its authorizer, `$default` too.
describe("the preflight of an HTTP API with an authorizer", () => {
  interface Row {
    readonly what: string;
    readonly cors: boolean;
    readonly events: string;
    readonly token?: string;
    readonly status: number;
    readonly asked: readonly string[];
  }
  const rows: readonly Row[] = [
    { what: "no route takes it", cors: true, events: get, status: 204, asked: [] },
    { what: "no route takes it, no CORS", cors: false, events: get, status: 404, asked: [] },
    { what: "$default takes it", cors: true, events: fallback, status: 401, asked: [] },
    { what: "$default takes it, no CORS", cors: false, events: fallback, status: 401, asked: [] },
    {
      what: "$default takes it, refused",
      cors: true,
      events: fallback,
      token: "no",
      status: 403,
      asked: ["Auth"],
    },
    {
      what: "$default takes it, let in",
      cors: true,
      events: fallback,
      token: "let-me-in",
      status: 204,
      asked: ["Auth"],
    },
    {
      what: "$default takes it, let in, no CORS",
      cors: false,
      events: fallback,
      token: "let-me-in",
      status: 200,
      asked: ["Auth", "Fn"],
    },
    {
      what: "an open OPTIONS route takes it from $default",
      cors: true,
      events: `${fallback}, ${openOptions}`,
      status: 204,
      asked: [],
    },
    {
      what: "an open OPTIONS route takes it from $default, no CORS",
      cors: false,
      events: `${fallback}, ${openOptions}`,
      status: 200,
      asked: ["Fn"],
    },
    {
      what: "ANY takes it",
      cors: true,
      events: route("Any", "/a", "any"),
      status: 401,
      asked: [],
    },
    {
      what: "an OPTIONS route with the authorizer takes it",
      cors: true,
      events: `${get}, ${route("Options", "/a", "options", ", Auth: { Authorizer: Caller }")}`,
      status: 401,
      asked: [],
    },
    {
      // SAM leaves its default out of OPTIONS routes.
      what: "an OPTIONS route without one takes it",
      cors: true,
      events: `${get}, ${route("Options", "/a", "options")}`,
      status: 204,
      asked: [],
    },
  ];
  for (const { what, cors, events, token, status, asked } of rows) {
    it(`${what} → ${status}`, async () => {
      const headers = token === undefined ? preflight : { ...preflight, Authorization: token };
      const answer = await ask(http(cors, events), "OPTIONS /a", headers);
      expect([answer.status, answer.asked]).to.deep.equal([status, asked]);
    });
  }

  it("is none without what makes it one, and asks as any other request", async () => {
    const { status } = await ask(http(true, fallback), "OPTIONS /a", { Origin: "https://a.test" });
    expect(status).to.equal(401);
  });
});
