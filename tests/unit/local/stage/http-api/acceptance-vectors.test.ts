import { expect } from "chai";
import { after, before, beforeEach, describe, it } from "mocha";
import {
  askStage,
  type AskedFunction,
  type AskedStage,
} from "../../../../support/stage/ask-stage.ts";

// What a client of an HTTP API and its functions see, asked over a socket of an API wired from a template.

const template = (properties: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties: { ${properties} }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs24.x
      CodeUri: .
      Events:
        List: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /orders, Method: get } }
        Create: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /orders, Method: post } }
        Read: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: "/orders/{orderId}", Method: get } }
        Any: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /any, Method: any } }
        Old: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: "/old/{id}", Method: get, PayloadFormatVersion: "1.0" } }
`;

const message = (text: string): string => JSON.stringify({ message: text });

describe("an HTTP API on its default stage, asked over a socket", () => {
  let stage: AskedStage;
  let answer: AskedFunction;
  before(async () => {
    stage = await askStage(template(""), { Fn: (event) => answer(event) });
  });
  after(() => stage.close());
  beforeEach(() => {
    answer = () => ({ statusCode: 200 });
  });

  it("decodes path and parameters, and leaves the raw query as it was sent (recorded)", async () => {
    const event = await stage.eventOf("GET /orders/a%20b?x=%20&y=a+b&x=2");
    expect(event).to.deep.include({
      version: "2.0",
      routeKey: "GET /orders/{orderId}",
      rawPath: "/orders/a b",
      pathParameters: { orderId: "a b" },
      rawQueryString: "x=%20&y=a+b&x=2",
      queryStringParameters: { x: " ,2", y: "a b" },
    });
    expect(event).to.have.nested.property("requestContext.http.path", "/orders/a b");
    expect(event).to.have.nested.property("requestContext.stage", "$default");
  });

  it("has cookies in a list and no header of theirs, repeated headers joined (recorded)", async () => {
    const event = await stage.eventOf("GET /orders", [
      "Cookie: a=1; b=2",
      "X-Many: first",
      "x-many: second",
    ]);
    expect(event["cookies"]).to.deep.equal(["a=1", "b=2"]);
    expect(event["headers"]).to.include({ "x-many": "first,second", "content-length": "0" });
    expect(event["headers"]).not.to.have.property("cookie");
  });

  // Types of the community and samples of the guide.
  it("leaves out what is empty, where REST APIs have null", async () => {
    const event = await stage.eventOf("GET /orders");
    expect(Object.keys(event).sort()).to.deep.equal(
      "headers isBase64Encoded rawPath rawQueryString requestContext routeKey version".split(" "),
    );
    expect(event["rawQueryString"]).to.equal("");
    const { requestContext } = event;
    expect(requestContext).to.have.all.keys(
      "accountId apiId domainName domainPrefix http requestId routeKey stage time timeEpoch".split(
        " ",
      ),
    );
    expect(event).to.have.nested.property("requestContext.http.method", "GET");
    expect(event).to.have.nested.property("requestContext.http.protocol", "HTTP/1.1");
    expect(event).to.have.nested.property("requestContext.http.sourceIp", "127.0.0.1");
  });

  it("writes ids and times as recorded", async () => {
    const event = await stage.eventOf("GET /orders");
    const context: unknown = event["requestContext"];
    expect(context)
      .to.have.property("requestId")
      .that.matches(/^[A-Za-z0-9+/]{15}=$/u);
    expect(context)
      .to.have.property("time")
      .that.matches(/^\d{2}\/[A-Z][a-z]{2}\/\d{4}:\d{2}:\d{2}:\d{2} \+0000$/u);
    expect(context)
      .to.have.property("timeEpoch")
      .that.satisfies((at: number) => Math.abs(Date.now() - at) < 600_000);
    expect(context).to.have.property("domainPrefix", "api");
  });

  it("names a route of any method as such, the method as it was (guide)", async () => {
    const event = await stage.eventOf("PATCH /any");
    expect(event["routeKey"]).to.equal("ANY /any");
    expect(event).to.have.nested.property("requestContext.http.method", "PATCH");
    expect(event).to.have.nested.property("requestContext.routeKey", "ANY /any");
  });

  it("answers 200 and JSON to an object without a status, with the id of the event (guide)", async () => {
    answer = () => ({ a: 1 });
    const given = await stage.ask("GET /orders");
    expect([given.status, given.body, given.anyCase("content-type")]).to.deep.equal([
      200,
      '{"a":1}',
      ["application/json"],
    ]);
    expect(given.anyCase("apigw-requestid")).to.have.lengthOf(1);
    for (const name of ["x-amzn-requestid", "x-amz-apigw-id", "x-amzn-trace-id"])
      expect(given.anyCase(name), name).to.deep.equal([]);
  });

  it("answers 500 to a function that throws, in capitals of its own (guide)", async () => {
    answer = () => {
      throw new Error("no");
    };
    const given = await stage.ask("GET /orders");
    expect([given.status, given.body]).to.deep.equal([500, message("Internal Server Error")]);
    expect(given.anyCase("x-amzn-errortype")).to.deep.equal([]);
  });

  for (const line of ["GET /nope", "DELETE /orders", "HEAD /orders", "OPTIONS /orders"]) {
    it(`answers ${line}, a path or method it does not have, with 404 (guide)`, async () => {
      const given = await stage.ask(line, ["Authorization: Bearer x"]);
      expect(given.status).to.equal(404);
      if (!line.startsWith("HEAD")) expect(given.body).to.equal(message("Not Found"));
    });
  }

  it("has version, claims and scopes in an event of format 1.0, and null for what is empty (guide)", async () => {
    const event = await stage.eventOf("GET /old/a%20b", ["X-UPPER: 1", "Cookie: a=1"]);
    expect(event).to.deep.include({
      version: "1.0",
      resource: "/old/{id}",
      path: "/old/a b",
      pathParameters: { id: "a b" },
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
    });
    expect(event["headers"]).to.include({ "x-upper": "1", cookie: "a=1" });
    expect(event).not.to.have.any.keys("cookies", "rawPath", "routeKey");
    const context: unknown = event["requestContext"];
    expect(context).to.deep.include({
      authorizer: { claims: null, scopes: null },
      resourceId: null,
      resourcePath: "/old/{id}",
    });
    expect(context).to.have.property("extendedRequestId");
    expect(context).not.to.have.property("operationName");
    expect(context).to.have.nested.property("identity.cognitoIdentityId", null);
  });

  it("answers 500 to a result of format 1.0 without a status (guide)", async () => {
    answer = () => ({ a: 1 });
    const given = await stage.ask("GET /old/1");
    expect([given.status, given.body]).to.deep.equal([500, message("Internal Server Error")]);
  });
});

describe("an HTTP API with CORS, asked over a socket", () => {
  let stage: AskedStage;
  let called: number;
  before(async () => {
    const cors = "CorsConfiguration: { AllowOrigins: [https://shop.test], AllowMethods: [GET] }";
    stage = await askStage(template(cors), {
      Fn: () => {
        called += 1;
        return { statusCode: 200, headers: { "Access-Control-Allow-Origin": "https://own.test" } };
      },
    });
  });
  after(() => stage.close());
  beforeEach(() => {
    called = 0;
  });

  it("answers a preflight request without a route or a function (guide; its status: assumed)", async () => {
    const preflight = ["Origin: https://shop.test", "Access-Control-Request-Method: GET"];
    for (const path of ["/orders", "/nowhere"]) {
      const given = await stage.ask(`OPTIONS ${path}`, preflight);
      expect([given.status, given.body]).to.deep.equal([204, ""]);
      expect(given.anyCase("access-control-allow-origin")).to.deep.equal(["https://shop.test"]);
      expect(given.anyCase("access-control-allow-methods")).to.deep.equal(["GET"]);
    }
    expect(called).to.equal(0);
  });

  it("puts its origin in the place of the handler's (guide)", async () => {
    const given = await stage.ask("GET /orders", ["Origin: https://shop.test"]);
    expect(given.anyCase("access-control-allow-origin")).to.deep.equal(["https://shop.test"]);
    expect(called).to.equal(1);
  });
});

describe("an HTTP API on a named stage, asked over a socket", () => {
  let stage: AskedStage;
  before(async () => {
    stage = await askStage(
      template("StageName: dev, StageVariables: { level: debug }"),
      { Fn: () => ({ statusCode: 200 }) },
      { strictStagePrefix: true },
    );
  });
  after(() => stage.close());

  it("has the stage in the raw path, not in the route or its parameters (in reports)", async () => {
    const event = await stage.eventOf("GET /dev/orders/7");
    expect(event).to.deep.include({
      rawPath: "/dev/orders/7",
      routeKey: "GET /orders/{orderId}",
      pathParameters: { orderId: "7" },
      stageVariables: { level: "debug" },
    });
    expect(event).to.have.nested.property("requestContext.stage", "dev");
    expect(event).to.have.nested.property("requestContext.http.path", "/dev/orders/7");
  });

  it("has it in the path of format 1.0 too (in reports)", async () => {
    const event = await stage.eventOf("GET /dev/old/7");
    expect(event).to.include({ path: "/dev/old/7", resource: "/old/{id}" });
    expect(event["stageVariables"]).to.deep.equal({ level: "debug" });
  });

  it("answers what is outside the stage with 404 (guide)", async () => {
    const given = await stage.ask("GET /orders");
    expect([given.status, given.body]).to.deep.equal([404, message("Not Found")]);
  });
});
