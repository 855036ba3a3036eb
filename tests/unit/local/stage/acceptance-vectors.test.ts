import { expect } from "chai";
import { after, before, beforeEach, describe, it } from "mocha";
import { askStage, type AskedFunction, type AskedStage } from "../../../support/stage/ask-stage.ts";
import { allowed, policy } from "../../../support/stage/authorizers.ts";
import { PlannedFailure } from "../../../support/stage/function-table.ts";
import { realClock, realIds } from "../../../support/stage/test-stage.ts";

// What a client of a REST API and its functions see, asked over a socket of an API wired from a template.

const uri = (id: string): string =>
  `{ Fn::Sub: "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${id}.Arn}/invocations" }`;
const proxy = `x-amazon-apigateway-integration: { type: aws_proxy, httpMethod: POST, uri: ${uri("Fn")} }`;
const mock = (request: string, responses: string): string =>
  `x-amazon-apigateway-integration: { type: mock, requestTemplates: { application/json: '${request}' }, responses: { ${responses} } }`;

const values = ["map", "list", "mixed", "none"].map((name) => `$input.path("$.${name}")`);
const print = `#set($p = "${values.join(" ").replaceAll('"', "''")}|")#set($context.requestOverride.path.printed = $p){"statusCode": 200}`;

const template = (properties = ""): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
${properties}
      DefinitionBody:
        openapi: 3.0.3
        info: { title: Orders, version: "1" }
        components:
          securitySchemes:
            key: { type: apiKey, name: x-api-key, in: header }
            caller: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: custom, x-amazon-apigateway-authorizer: { type: token, authorizerUri: ${uri("Auth")} } }
        x-amazon-apigateway-request-validators:
          all: { validateRequestBody: true, validateRequestParameters: true }
        paths:
          /orders: { post: { ${proxy} } }
          /orders/{orderId}: { get: { ${proxy} } }
          /files/{proxy+}: { x-amazon-apigateway-any-method: { ${proxy} } }
          /keyed: { get: { security: [{ key: [] }], ${proxy} } }
          /guarded: { get: { security: [{ caller: [] }], ${proxy} } }
          /parameters/{orderId}:
            get:
              x-amazon-apigateway-request-validator: all
              parameters:
                - { name: q, in: query, required: true, schema: { type: integer } }
                - { name: orderId, in: path, required: true, schema: { type: string } }
                - { name: x-h, in: header, required: true, schema: { type: string } }
              ${proxy}
          /bodies:
            x-amazon-apigateway-any-method:
              x-amazon-apigateway-request-validator: all
              requestBody: { content: { application/json: { schema: { type: object, required: [item] } } } }
              ${proxy}
          /all/{orderId}:
            post:
              x-amazon-apigateway-request-validator: all
              security: [{ caller: [], key: [] }]
              parameters: [{ name: q, in: query, required: true, schema: { type: string } }]
              requestBody: { content: { application/json: { schema: { type: object, required: [item] } } } }
              ${proxy}
          /mock: { get: { ${mock("{statusCode: 204}", '"204": { statusCode: "204" }')} } }
          /print: { post: { ${mock(print, `default: { statusCode: "200", responseTemplates: { application/json: "$context.requestOverride.path.printed" } }`)} } }
  Fn: { Type: AWS::Serverless::Function, Properties: { FunctionName: fn, Handler: index.handler, Runtime: nodejs24.x, CodeUri: . } }
  Auth: { Type: AWS::Serverless::Function, Properties: { FunctionName: auth, Handler: index.handler, Runtime: nodejs24.x, CodeUri: . } }
  MayFn: { Type: AWS::Lambda::Permission, Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Fn, Principal: apigateway.amazonaws.com } }
  MayAuth: { Type: AWS::Lambda::Permission, Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Auth, Principal: apigateway.amazonaws.com } }
`;

const json = "Content-Type: application/json";
const bearer = "Authorization: Bearer t";
const message = (text: string | null): string => JSON.stringify({ message: text });
const denied = "User is not authorized to access this resource";

describe("a REST API, asked over a socket", () => {
  let stage: AskedStage;
  let answer: AskedFunction;
  let auth: AskedFunction;
  /** Timers of so many milliseconds run out at once. */
  let runsOut: number | null;
  before(async () => {
    const Fn: AskedFunction = (event) => answer(event);
    const Auth: AskedFunction = (event) => auth(event);
    stage = await askStage(
      template(),
      { Fn, Auth },
      {
        ports: {
          clock: realClock,
          ids: realIds,
          startTimer: (milliseconds, callback) => {
            if (milliseconds === runsOut) setImmediate(callback);
            return () => {};
          },
        },
      },
    );
  });
  after(() => stage.close());
  beforeEach(() => {
    answer = () => ({ statusCode: 200, body: "{}" });
    auth = () => allowed;
    runsOut = null;
  });

  it("keeps an encoded path encoded in path, path parameters and request context (recorded)", async () => {
    const event = await stage.eventOf("GET /dev/orders/a%20b");
    expect(event).to.deep.include({
      path: "/orders/a%20b",
      pathParameters: { orderId: "a%20b" },
      resource: "/orders/{orderId}",
    });
    expect(event).to.have.nested.property("requestContext.path", "/dev/orders/a%20b");
    expect(event).to.have.nested.property("requestContext.resourcePath", "/orders/{orderId}");
  });

  it("matches with one trailing slash, which stays in the path (recorded)", async () => {
    const event = await stage.eventOf("GET /dev/orders/1/");
    expect(event).to.deep.include({ path: "/orders/1/", pathParameters: { orderId: "1" } });
  });

  it("keeps repeated slashes inside a greedy value, not before it (recorded; before it: assumed)", async () => {
    const event = await stage.eventOf("GET /dev/files//x//y");
    expect(event["pathParameters"]).to.deep.equal({ proxy: "x//y" });
    expect(event).to.have.nested.property("requestContext.path", "/dev/files//x//y");
  });

  for (const line of ["DELETE /dev/orders/1", "GET /dev/nope", "GET /dev/orders"]) {
    it(`answers ${line}, a method or path it does not have, with 403 (recorded)`, async () => {
      const plain = await stage.ask(line);
      expect([plain.status, plain.body]).to.deep.equal([
        403,
        message("Missing Authentication Token"),
      ]);
      expect(plain.header("x-amzn-ErrorType")).to.deep.equal([
        "MissingAuthenticationTokenException",
      ]);
      expect(plain.anyCase("X-Amzn-Trace-Id")).to.deep.equal([]);
    });

    it(`takes the token of ${line} for a broken signature (in reports)`, async () => {
      const signed = await stage.ask(line, ["Authorization: Bearer x"]);
      expect(signed.status).to.equal(403);
      expect(signed.header("x-amzn-ErrorType")).to.deep.equal(["IncompleteSignatureException"]);
      expect(signed.body).to.match(
        /^\{"message":"Invalid key=value pair \(missing equal-sign\) in Authorization header/u,
      );
    });
  }

  it("gives the last of repeated query parameters alone, and all in order (recorded)", async () => {
    const event = await stage.eventOf("GET /dev/orders/1?a=1&a=2&b=");
    expect(event).to.deep.include({
      queryStringParameters: { a: "2", b: "" },
      multiValueQueryStringParameters: { a: ["1", "2"], b: [""] },
    });
  });

  it("has null for what is empty, also behind a proxy path (recorded)", async () => {
    for (const line of ["GET /dev/orders/1", "GET /dev/files/x"]) {
      expect(await stage.eventOf(line)).to.deep.include({
        queryStringParameters: null,
        multiValueQueryStringParameters: null,
        stageVariables: null,
        body: null,
        isBase64Encoded: false,
      });
    }
  });

  const thrown: AskedFunction = () => {
    throw new Error("no");
  };
  const results: readonly (readonly [what: string, AskedFunction, status: number])[] = [
    ["a status and a key of its own", () => ({ statusCode: 201, foo: 1 }), 502],
    ["headers alone", () => ({ headers: {} }), 200],
    ["a status that is digits", () => ({ statusCode: "201" }), 201],
    ["a status that is a word", () => ({ statusCode: "abc" }), 502],
    ["an error", thrown, 502],
    ["text", () => "text", 502],
  ];
  for (const [what, result, status] of results) {
    it(`answers ${status} to a function that gives ${what} (recorded)`, async () => {
      answer = result;
      const { status: given, body, header } = await stage.ask("GET /dev/orders/1");
      expect(given).to.equal(status);
      expect(body).to.equal(status === 502 ? message("Internal server error") : "");
      expect(header("Content-Type")).to.deep.equal(["application/json"]);
    });
  }

  it("emits three cookie lines, the multi values first and in their casing (recorded)", async () => {
    answer = () => ({
      headers: { "Set-Cookie": "c" },
      multiValueHeaders: { "set-cookie": ["a", "b"] },
    });
    const { header, anyCase } = await stage.ask("GET /dev/orders/1");
    expect(header("set-cookie")).to.deep.equal(["a", "b", "c"]);
    expect(anyCase("set-cookie")).to.deep.equal(["a", "b", "c"]);
  });

  it("names the missing parameters, header before query, and looks at no type (recorded)", async () => {
    const none = await stage.ask("GET /dev/parameters/1");
    expect([none.status, none.body]).to.deep.equal([
      400,
      message("Missing required request parameters: [x-h, q]"),
    ]);
    expect(none.header("x-amzn-ErrorType")).to.deep.equal(["BadRequestException"]);
    const all = await stage.ask("GET /dev/parameters/1?q=no-number", ["x-h: 1"]);
    expect(all.status).to.equal(200);
  });

  const bodies: readonly (readonly [string, string, readonly string[], string, number])[] = [
    ["breaks its model", "POST", [json], "{}", 400],
    ["fits its model", "POST", [json], '{"item":1}', 200],
    ["has no model for its type", "POST", ["Content-Type: text/plain"], "{}", 200],
    ["is not there, nor its type", "GET", [], "", 400],
    ["is no JSON", "POST", [json], "{", 400],
  ];
  for (const [what, method, headers, sent, status] of bodies) {
    it(`answers ${status} to a body that ${what} (recorded, guide)`, async () => {
      const { status: given, body } = await stage.ask(`${method} /dev/bodies`, headers, sent);
      expect([given, body]).to.deep.equal(
        status === 400 ? [400, message("Invalid request body")] : [200, "{}"],
      );
    });
  }

  it("answers a byte too many with 413 in plain text (in reports)", async () => {
    const large = await stage.ask("POST /dev/orders", [], "a".repeat(10_485_761));
    expect([large.status, large.body, large.header("Content-Type")]).to.deep.equal([
      413,
      "HTTP content length exceeded 10485760 bytes.",
      ["text/plain"],
    ]);
    const fits = await stage.ask("POST /dev/orders", [], "a".repeat(10_485_760));
    expect(fits.status).to.equal(200);
  });

  it("answers 504 after 29 seconds, and 502 to a function past its own timeout (guide)", async () => {
    runsOut = 29_000;
    answer = () => new Promise(() => {});
    const late = await stage.ask("GET /dev/orders/1");
    expect([late.status, late.body]).to.deep.equal([504, message("Endpoint request timed out")]);
    runsOut = null;
    answer = () => {
      throw new PlannedFailure("timeout", "Sandbox.Timedout", "Task timed out after 1.00 seconds");
    };
    const failed = await stage.ask("GET /dev/orders/1");
    expect([failed.status, failed.body]).to.deep.equal([502, message("Internal server error")]);
  });

  it("answers a keyed method without a key with 403 Forbidden (recorded)", async () => {
    const { status, body, header } = await stage.ask("GET /dev/keyed");
    expect([status, body]).to.deep.equal([403, message("Forbidden")]);
    expect(header("x-amzn-ErrorType")).to.deep.equal(["ForbiddenException"]);
  });

  it("answers a denial with a capital Message, a missing token with 401 (guide, in reports)", async () => {
    auth = () => ({ principalId: "u", policyDocument: policy("Deny") });
    const deny = await stage.ask("GET /dev/guarded", [bearer]);
    expect(deny.status).to.equal(403);
    expect(deny.body).to.match(new RegExp(`^\\{"Message":"${denied} with an explicit deny`, "u"));
    const none = await stage.ask("GET /dev/guarded");
    expect([none.status, none.body]).to.deep.equal([401, message("Unauthorized")]);
    expect(none.header("x-amzn-ErrorType")).to.deep.equal(["UnauthorizedException"]);
  });

  it("answers a mock's status, and prints maps and lists as the service does (recorded)", async () => {
    const { status, body } = await stage.ask("GET /dev/mock");
    expect([status, body]).to.deep.equal([204, ""]);
    const sent = '{"map":{"foo":"bar"},"list":[{"foo":"bar"}],"mixed":{"list":[{"foo":"bar"}]}}';
    const printed = await stage.ask("POST /dev/print", [json], sent);
    expect(printed.body).to.equal('{foo=bar} [{"foo":"bar"}] {list=[{"foo":"bar"}]} |');
    expect(printed.anyCase("X-Amzn-Trace-Id")).to.deep.equal([]);
  });
});

describe("the checks of a REST API, in their order", () => {
  let stage: AskedStage;
  let asked: number;
  let sentOn: number;
  const key = "x-api-key: own-key-of-this-test-1234";
  before(async () => {
    stage = await askStage(
      template(),
      {
        Fn: () => {
          sentOn += 1;
          return {};
        },
        Auth: () => {
          asked += 1;
          return allowed;
        },
      },
      {
        identity: {
          keysOf: () => Promise.resolve({ keys: new Map(), complete: false }),
          secretOf: () => null,
          arnOf: () => null,
          apiKeys: { Own: "own-key-of-this-test-1234" },
        },
      },
    );
  });
  after(() => stage.close());
  beforeEach(() => {
    asked = 0;
    sentOn = 0;
  });

  // Guide: authorisation before validation; recorded: parameters before the body, which they hide.
  const steps: readonly (readonly [
    what: string,
    line: string,
    headers: readonly string[],
    body: string,
    status: number,
    message: string,
  ])[] = [
    ["the route", "POST /dev/nope", [], "", 403, "Missing Authentication Token"],
    ["the authorizer", "POST /dev/all/1", [json], "{}", 401, "Unauthorized"],
    ["the API key", "POST /dev/all/1", [json, bearer], "{}", 403, "Forbidden"],
    [
      "parameters",
      "POST /dev/all/1",
      [json, bearer, key],
      "{}",
      400,
      "Missing required request parameters: [q]",
    ],
    ["the body", "POST /dev/all/1?q=1", [json, bearer, key], "{}", 400, "Invalid request body"],
  ];
  for (const [what, line, headers, body, status, says] of steps) {
    it(`stop at ${what}, whatever else is wrong`, async () => {
      const given = await stage.ask(line, headers, body);
      expect([given.status, given.body]).to.deep.equal([status, message(says)]);
      expect(sentOn).to.equal(0);
    });
  }

  it("ask no authorizer for a route that is not there, nor without its token", async () => {
    await stage.ask("POST /dev/nope", []);
    await stage.ask("POST /dev/all/1", [json], "{}");
    expect(asked).to.equal(0);
  });

  it("let pass who satisfies all of them, with key and authorizer in the event", async () => {
    const event = await stage.eventOf("POST /dev/all/1?q=1", [json, bearer, key], '{"item":1}');
    expect(event).to.have.nested.property(
      "requestContext.identity.apiKey",
      "own-key-of-this-test-1234",
    );
    expect(event).to.have.nested.property("requestContext.authorizer.principalId", "user-1");
    expect(sentOn).to.equal(1);
  });
});

describe("headers an author puts on gateway responses, asked over a socket", () => {
  let stage: AskedStage;
  before(async () => {
    const allow = `{ ResponseParameters: { Headers: { Access-Control-Allow-Origin: "'*'" } } }`;
    stage = await askStage(template(`      GatewayResponses: { DEFAULT_4XX: ${allow} }`), {
      Fn: () => ({}),
      Auth: () => allowed,
    });
  });
  after(() => stage.close());

  // In reports: on every 4xx but the 413, which nobody can customise.
  const rows: readonly (readonly [string, string, number, readonly string[]])[] = [
    ["GET /dev/guarded", "", 401, ["*"]],
    ["GET /dev/keyed", "", 403, ["*"]],
    ["GET /dev/nope", "", 403, ["*"]],
    ["GET /dev/parameters/1", "", 400, ["*"]],
    ["POST /dev/bodies", "{", 400, ["*"]],
    ["POST /dev/orders", "a".repeat(10_485_761), 413, []],
    ["GET /dev/orders/1", "", 200, []],
  ];
  for (const [line, body, status, origins] of rows) {
    it(`are ${origins.length === 0 ? "not " : ""}on the ${status} of ${line}`, async () => {
      const given = await stage.ask(line, [], body);
      expect(given.status).to.equal(status);
      expect(given.anyCase("Access-Control-Allow-Origin")).to.deep.equal(origins);
    });
  }
});
