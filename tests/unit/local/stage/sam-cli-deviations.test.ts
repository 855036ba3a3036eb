import { expect } from "chai";
import { describe, it } from "mocha";
import { bodyText, headerValue } from "../../../../src/harness/core/http-message.ts";
import type { Exchange } from "../../../../src/harness/core/target.ts";
import { allowed, policy } from "../../../support/stage/authorizers.ts";
import type { TableFunction } from "../../../support/stage/function-table.ts";
import { eventOf } from "../../../support/stage/http-stage.ts";
import { stagesOfTemplate } from "../../../support/stage/stages-of-template.ts";
import { jsonBody, request, send } from "../../../support/stage/test-stage.ts";

// What `sam local start-api` leaves out or answers in its own way (read in the source of SAM CLI, tried with it),
// and AWS does not. Its events and routes stand in sam-local-differences.test.ts.

const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      Cors: "'https://shop.test'"
      BinaryMediaTypes: [image~1*]
      Models: { Order: { type: object, required: [item] } }
      GatewayResponses: { BAD_REQUEST_BODY: { StatusCode: 422 } }
      Auth:
        Authorizers:
          Caller: { FunctionArn: !GetAtt Auth.Arn }
        AddDefaultAuthorizerToCorsPreflight: false
  Http:
    Type: AWS::Serverless::HttpApi
    Properties: { StageName: $default }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs24.x
      CodeUri: .
      Events:
        Plain: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /plain, Method: any } }
        Same: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /same, Method: get } }
        Keyed: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /keyed, Method: get, Auth: { ApiKeyRequired: true } } }
        Signed: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /signed, Method: get, Auth: { Authorizer: AWS_IAM } } }
        Guarded: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /guarded, Method: any, Auth: { Authorizer: Caller } } }
        Body:
          Type: Api
          Properties: { RestApiId: !Ref Api, Path: /body, Method: post, RequestModel: { Model: Order, Required: true, ValidateBody: true } }
        Query:
          Type: Api
          Properties:
            RestApiId: !Ref Api
            Path: /query
            Method: get
            RequestParameters: [method.request.querystring.q: { Required: true }]
            RequestModel: { Model: Order, ValidateParameters: true }
        Http: { Type: HttpApi, Properties: { ApiId: !Ref Http, Path: /x, Method: get } }
  Implicit:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs24.x
      CodeUri: .
      Events: { Same: { Type: Api, Properties: { Path: /same, Method: get } } }
  Auth: { Type: AWS::Serverless::Function, Properties: { Handler: index.handler, Runtime: nodejs24.x, CodeUri: . } }
`;

type Functions = Readonly<Record<"Fn" | "Auth", TableFunction>>;

/** One request to an API of the template. */
function ask(
  line: string,
  functions: Partial<Functions> = {},
  headers: Readonly<Record<string, string>> = {},
  body: string | Uint8Array | null = null,
): Promise<Exchange> {
  const answer: Functions = { Fn: () => ({ statusCode: 200 }), Auth: () => allowed };
  const stages = stagesOfTemplate(template, {
    ...answer,
    Implicit: () => ({ statusCode: 200 }),
    ...functions,
  });
  const api = line.includes(" /Prod")
    ? "ServerlessRestApi"
    : line.includes(" /dev")
      ? "Api"
      : "Http";
  const stage = stages.get(api);
  if (stage === undefined) throw new Error(`no stage ${api} of ${[...stages.keys()].join()}`);
  return send(stage, request(line, headers, body));
}

const json = { "Content-Type": "application/json" };
const bearer = { Authorization: "Bearer t" };

describe("what sam local start-api does not check, and AWS does", () => {
  const rows: readonly (readonly [
    what: string,
    line: string,
    headers: Readonly<Record<string, string>>,
    body: string | null,
    status: number,
    answer: unknown,
  ])[] = [
    // With the gateway response of the template, whose status it has.
    ["a body", "POST /dev/body", json, "{}", 422, { message: "Invalid request body" }],
    [
      "parameters",
      "GET /dev/query",
      {},
      null,
      400,
      { message: "Missing required request parameters: [q]" },
    ],
    ["API keys", "GET /dev/keyed", {}, null, 403, { message: "Forbidden" }],
    ["signatures", "GET /dev/signed", {}, null, 403, { message: "Missing Authentication Token" }],
  ];
  for (const [what, line, headers, body, status, answer] of rows) {
    it(`are ${what}: ${line} is ${status}`, async () => {
      const exchange = await ask(line, {}, headers, body);
      expect([exchange.response.status, jsonBody(exchange)]).to.deep.equal([status, answer]);
      expect(exchange.trace.functionId).to.equal(null);
    });
  }
});

describe("authorizers, where sam local start-api differs from AWS", () => {
  const allowAndDeny = {
    principalId: "u",
    policyDocument: {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" },
        { Effect: "Deny", Action: "execute-api:Invoke", Resource: "*" },
      ],
    },
  };
  const denied = "User is not authorized to access this resource";
  const rows: readonly (readonly [string, TableFunction, number, unknown])[] = [
    [
      "that allow and deny at once deny",
      () => allowAndDeny,
      403,
      { Message: `${denied} with an explicit deny in an identity-based policy` },
    ],
    [
      "that allow something else deny, with a capital Message",
      () => ({ principalId: "u", policyDocument: policy("Allow", "arn:other") }),
      403,
      { Message: denied },
    ],
    [
      "that throw Unauthorized are 401",
      () => {
        throw new Error("Unauthorized");
      },
      401,
      { message: "Unauthorized" },
    ],
    [
      "that throw are 500",
      () => {
        throw new Error("no");
      },
      500,
      { message: null },
    ],
    ["that return nothing are 500", () => null, 500, { message: null }],
    [
      "with a list in their context are 500",
      () => ({ ...allowed, context: { a: [] } }),
      500,
      { message: null },
    ],
  ];
  for (const [what, auth, status, answer] of rows) {
    it(what, async () => {
      const exchange = await ask("GET /dev/guarded", { Auth: auth }, bearer);
      expect([exchange.response.status, jsonBody(exchange)]).to.deep.equal([status, answer]);
    });
  }

  it("that give their policy as an object and numbers in their context are taken, as texts", async () => {
    const [Statement] = allowAndDeny.policyDocument.Statement;
    const Auth: TableFunction = () => ({
      principalId: "u",
      policyDocument: { Version: "2012-10-17", Statement },
      context: { level: 3, admin: false },
    });
    const { event } = (await ask("GET /dev/guarded", { Auth }, bearer)).trace;
    expect(event).to.have.nested.property("requestContext.authorizer.level", "3");
    expect(event).to.have.nested.property("requestContext.authorizer.admin", "false");
  });

  it("are asked once in 300 seconds", async () => {
    let asked = 0;
    const stage = stagesOfTemplate(template, {
      Fn: () => ({}),
      Implicit: () => ({}),
      Auth: () => {
        asked += 1;
        return allowed;
      },
    }).get("Api");
    if (stage === undefined) throw new Error("no stage");
    for (const method of ["GET", "PUT"]) {
      const { response } = await send(stage, request(`${method} /dev/guarded`, bearer));
      expect(response.status).to.equal(200);
    }
    expect(asked).to.equal(1);
  });
});

describe("answers, where sam local start-api differs from AWS", () => {
  it("to OPTIONS come from the mock of Cors, the function's own headers from the function", async () => {
    const preflight = await ask("OPTIONS /dev/same", {}, { Origin: "https://other.test" });
    expect(preflight.response.status).to.equal(200);
    const { headers } = preflight.response;
    expect(headerValue(headers, "access-control-allow-origin")).to.equal("https://shop.test");
    expect(headerValue(headers, "access-control-allow-methods")).to.equal("GET,OPTIONS");
    expect(preflight.trace.functionId).to.equal(null);
    const { response } = await ask("GET /dev/same", {}, { Origin: "https://shop.test" });
    expect(headerValue(response.headers, "access-control-allow-origin")).to.equal(undefined);
  });

  it("of the API of events without one, and of the API of a template, stay apart", async () => {
    expect((await ask("GET /dev/same")).trace.functionId).to.equal("Fn");
    expect((await ask("GET /Prod/same")).trace.functionId).to.equal("Implicit");
    expect((await ask("GET /Prod/plain")).response.status).to.equal(403);
  });

  it("to a body of a type that a wildcard makes binary are base64 in the event", async () => {
    const bytes = new Uint8Array([0, 255]);
    const exchange = await ask("POST /dev/plain", {}, { "Content-Type": "image/gif" }, bytes);
    expect(exchange.trace.event).to.deep.include({ body: "AP8=", isBase64Encoded: true });
  });

  const results: readonly (readonly [string, unknown, string])[] = [
    ["text as it is", "héllo", "héllo"],
    ["an object without blanks", { a: [1, { b: "é" }], c: null }, '{"a":[1,{"b":"é"}],"c":null}'],
    ["a list", [1, "a"], '[1,"a"]'],
  ];
  for (const [what, result, body] of results) {
    it(`of an HTTP API's function without a status are ${what}`, async () => {
      const { response } = await ask("GET /x", { Fn: () => result });
      expect([response.status, bodyText(response)]).to.deep.equal([200, body]);
      expect(headerValue(response.headers, "content-type")).to.equal("application/json");
    });
  }

  it("of an HTTP API are 500 to a function that throws and 404 to a route nobody has", async () => {
    const Fn: TableFunction = () => {
      throw new Error("no");
    };
    const failed = await ask("GET /x", { Fn });
    expect([failed.response.status, jsonBody(failed)]).to.deep.equal([
      500,
      { message: "Internal Server Error" },
    ]);
    const unknown = await ask("GET /y");
    expect([unknown.response.status, jsonBody(unknown)]).to.deep.equal([
      404,
      { message: "Not Found" },
    ]);
  });

  it("of an HTTP API come of an event with lower-case names, milliseconds and nothing empty", async () => {
    const event = eventOf(await ask("GET /x", {}, { "X-Upper": "1" }));
    expect(event["headers"]).to.include({ "x-upper": "1" });
    expect(event).not.to.have.any.keys("cookies", "body", "pathParameters", "stageVariables");
    expect(event).not.to.have.any.keys("queryStringParameters");
    expect(event).to.have.nested.property("requestContext.timeEpoch").that.is.greaterThan(1e12);
  });
});
