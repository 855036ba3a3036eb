import { expect } from "chai";
import { describe, it } from "mocha";
import { bodyText, headerValue, headerValues } from "../../../../src/harness/core/http-message.ts";
import { gatewayResponseTypes } from "../../../../src/harness/local/stage/gateway-response-types.ts";
import { jsonBody, request, send, testStage } from "../../../support/stage/test-stage.ts";

const large = new Uint8Array(10_485_761);

describe("gateway responses", () => {
  it("know the 21 types of the service", () => {
    expect(Object.keys(gatewayResponseTypes)).to.have.lengthOf(21);
  });

  it("leave out headers the client could break, and what is nobody's variable", async () => {
    const stage = testStage({
      api: {
        gatewayResponses: {
          DEFAULT_4XX: {
            responseTemplates: {
              "application/json":
                '"$stageVariables.constructor$method.request.querystring.toString$method.request.path.valueOf"',
            },
            responseParameters: {
              "gatewayresponse.header.X-Q": "method.request.querystring.q",
              "gatewayresponse.header.X-Own": "stageVariables.constructor",
              "gatewayresponse.header.Content-Length": "'3'",
            },
          },
        },
      },
    });
    const { response } = await send(stage, request("GET /dev/nope?q=a%0D%0AX-Evil:%201"));
    expect(bodyText(response)).to.equal('""');
    expect(headerValue(response.headers, "x-q")).to.equal(undefined);
    expect(headerValue(response.headers, "x-own")).to.equal(undefined);
    expect(headerValues(response.headers, "content-length")).to.deep.equal(["2"]);
    const fine = await send(stage, request("GET /dev/nope?q=a"));
    expect(headerValue(fine.response.headers, "x-q")).to.equal("a");
  });

  it("keep the type's status where what is set is none", async () => {
    for (const StatusCode of ["", 0, 99_999, "4xx"]) {
      const GatewayResponses = { DEFAULT_4XX: { StatusCode } };
      const stage = testStage({ api: { properties: { GatewayResponses } } });
      expect((await send(stage, request("GET /dev/nope"))).response.status).to.equal(403);
    }
  });

  // Guide.
  it("substitute the author's template, and keep the error type", async () => {
    const stage = testStage({
      stageVariables: { level: "debug" },
      api: {
        gatewayResponses: {
          MISSING_AUTHENTICATION_TOKEN: {
            statusCode: 404,
            responseTemplates: {
              "application/json":
                '{"type":"$context.error.responseType","message":$context.error.messageString,"text":"$context.error.message","id":"$context.requestId","level":"${stageVariables.level}","q":"$method.request.querystring.q","none":"$context.authorizer.claims.sub","at":"$context.path."}',
            },
            responseParameters: {
              "gatewayresponse.header.X-Static": "'fixed'",
              "gatewayresponse.header.X-Origin": "method.request.header.Origin",
              "gatewayresponse.header.X-Stage": "context.stage",
              "gatewayresponse.header.X-Absent": "method.request.header.Absent",
            },
          },
        },
      },
    });
    const exchange = await send(
      stage,
      request("GET /dev/nope?q=1", { origin: "https://a.example" }),
    );
    expect(exchange.response.status).to.equal(404);
    expect(jsonBody(exchange)).to.deep.equal({
      type: "MISSING_AUTHENTICATION_TOKEN",
      message: "Missing Authentication Token",
      text: "Missing Authentication Token",
      id: exchange.trace.requestId,
      level: "debug",
      q: "1",
      none: "",
      at: "/dev/nope.",
    });
    const { headers } = exchange.response;
    expect(headerValue(headers, "x-static")).to.equal("fixed");
    expect(headerValue(headers, "x-origin")).to.equal("https://a.example");
    expect(headerValue(headers, "x-stage")).to.equal("dev");
    expect(headerValue(headers, "x-absent")).to.equal(undefined);
    expect(headerValue(headers, "x-amzn-errortype")).to.equal(
      "MissingAuthenticationTokenException",
    );
  });

  it("give the validator's words to the template", async () => {
    const stage = testStage({
      api: {
        operations: [
          {
            method: "POST",
            path: "/orders",
            validate: "body",
            body: { "application/json": { type: "object", required: ["a"] } },
          },
        ],
        gatewayResponses: {
          BAD_REQUEST_BODY: {
            responseTemplates: { "text/plain": "$context.error.validationErrorString" },
          },
        },
      },
    });
    const { response } = await send(stage, request("POST /dev/orders"));
    expect(response.status).to.equal(400);
    expect(headerValue(response.headers, "content-type")).to.equal("text/plain");
    expect(bodyText(response)).to.match(/^\[.*a.*\]$/u);
  });

  // Fallback, recorded
  it("fall back to DEFAULT_4XX with its status, and not for a type that has its own", async () => {
    const stage = testStage({
      api: {
        operations: [
          {
            method: "GET",
            path: "/q",
            validate: "parameters",
            parameters: [{ name: "q", in: "query" }],
          },
        ],
        gatewayResponses: {
          DEFAULT_4XX: {
            statusCode: 418,
            responseParameters: { "gatewayresponse.header.Access-Control-Allow-Origin": "'*'" },
          },
          BAD_REQUEST_PARAMETERS: {},
        },
      },
    });
    const unknown = await send(stage, request("GET /dev/nope"));
    expect(unknown.response.status).to.equal(418);
    expect(jsonBody(unknown)).to.deep.equal({ message: "Missing Authentication Token" });
    expect(headerValue(unknown.response.headers, "access-control-allow-origin")).to.equal("*");
    const invalid = await send(stage, request("GET /dev/q"));
    expect(invalid.response.status).to.equal(400);
    expect(headerValue(invalid.response.headers, "access-control-allow-origin")).to.equal(
      undefined,
    );
  });

  it("let DEFAULT_5XX shape a function's failure, which stays 502 without a status of its own", async () => {
    const gatewayResponses = {
      DEFAULT_5XX: {
        responseTemplates: { "application/json": '{"error":"$context.error.responseType"}' },
      },
    };
    const functions = { Fn: () => "no object" };
    const stage = testStage({ api: { gatewayResponses }, functions });
    const exchange = await send(stage, request("GET /dev/orders/1"));
    expect(exchange.response.status).to.equal(502);
    expect(jsonBody(exchange)).to.deep.equal({ error: "INTEGRATION_FAILURE" });
  });

  it("come from SAM's GatewayResponses too", async () => {
    const stage = testStage({
      api: {
        properties: {
          GatewayResponses: {
            DEFAULT_4XX: {
              StatusCode: 404,
              ResponseTemplates: { "application/json": '{"sam":true}' },
              ResponseParameters: { Headers: { "X-Sam": "'yes'" } },
            },
          },
        },
      },
    });
    const exchange = await send(stage, request("GET /dev/nope"));
    expect(exchange.response.status).to.equal(404);
    expect(jsonBody(exchange)).to.deep.equal({ sam: true });
    expect(headerValue(exchange.response.headers, "x-sam")).to.equal("yes");
  });

  it("choose the template the client accepts, else the first", async () => {
    const responseTemplates = { "application/json": "{}", "application/xml": "<e/>" };
    const stage = testStage({ api: { gatewayResponses: { DEFAULT_4XX: { responseTemplates } } } });
    const xml = await send(
      stage,
      request("GET /dev/nope", { accept: "text/html, application/xml;q=1" }),
    );
    expect(bodyText(xml.response)).to.equal("<e/>");
    const other = await send(stage, request("GET /dev/nope", { accept: "text/html" }));
    expect(bodyText(other.response)).to.equal("{}");
  });

  // In reports.
  it("do not touch the 413 of a body over 10 MB, which is plain text", async () => {
    const stage = testStage({
      api: {
        gatewayResponses: {
          DEFAULT_4XX: { responseParameters: { "gatewayresponse.header.X-A": "'b'" } },
        },
      },
    });
    const exchange = await send(stage, request("POST /dev/orders", {}, large));
    expect(exchange.response.status).to.equal(413);
    expect(bodyText(exchange.response)).to.equal("HTTP content length exceeded 10485760 bytes.");
    expect(headerValue(exchange.response.headers, "content-type")).to.equal("text/plain");
    expect(headerValue(exchange.response.headers, "x-a")).to.equal(undefined);
    const fits = request("POST /dev/orders", {}, large.subarray(1));
    const small = testStage({ functions: { Fn: () => ({}) } });
    expect((await send(small, fits)).response.status).to.equal(200);
  });

  it("answer 431 to too many header bytes and 414 to a URL that is too long", async () => {
    const stage = testStage();
    const headers = { "x-large": "a".repeat(20_480) };
    expect((await send(stage, request("GET /dev/orders/1", headers))).response.status).to.equal(
      431,
    );
    const path = `GET /dev/orders/${"a".repeat(10_240)}`;
    expect((await send(stage, request(path))).response.status).to.equal(414);
  });
});
