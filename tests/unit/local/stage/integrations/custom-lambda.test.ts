import { expect } from "chai";
import { describe, it } from "mocha";
import { bodyText, headerValue } from "../../../../../src/harness/core/http-message.ts";
import { isObject, type JsonObject } from "../../../../../src/harness/core/json.ts";
import { PlannedFailure } from "../../../../support/stage/function-table.ts";
import { integrationStage } from "../../../../support/stage/integration-stage.ts";
import { request, send, testStage } from "../../../../support/stage/test-stage.ts";

const json = (text: string): JsonObject => ({ "application/json": text });
const custom = { kind: "lambda-custom" } as const;
const plain: JsonObject = { httpMethod: "POST", responses: { default: { statusCode: "200" } } };

describe("A custom Lambda integration", () => {
  it("gives the function what the template makes, and maps what it returns", async () => {
    const stage = integrationStage(
      custom,
      {
        ...plain,
        requestTemplates: json(
          `{"id": "$input.params('id')", "name": $input.json('$.name'), "who": "$context.identity.sourceIp", "v": "$stageVariables.v"}`,
        ),
        responses: {
          default: {
            statusCode: "201",
            responseTemplates: json(`{"made": $input.json('$.echo')}`),
            responseParameters: {
              "method.response.header.Location": "integration.response.body.echo.id",
            },
          },
        },
      },
      { stageVariables: { v: "1" }, functions: { Fn: (event) => ({ echo: event }) } },
    );
    const exchange = await send(stage, request("POST /dev/items/7", {}, '{"name":"Ann"}'));
    expect(exchange.response.status).to.equal(201);
    const event = { id: "7", name: "Ann", who: "203.0.113.7", v: "1" };
    expect(JSON.parse(bodyText(exchange.response))).to.deep.equal({ made: event });
    expect(headerValue(exchange.response.headers, "location")).to.equal("7");
    expect(headerValue(exchange.response.headers, "x-amzn-trace-id")).to.match(/^Root=/);
    expect(exchange.trace.functionId).to.equal("Fn");
    expect(exchange.trace.event).to.deep.equal(event);
  });

  const failures: readonly (readonly [string, string, number])[] = [
    // Recorded (LocalStack, test_lambda_selection_patterns).
    ["a pattern that matches the whole message", "Not Found: order 7", 404],
    ["the default where a pattern matches a part", "really Not Found: order 7", 200],
    ["the default where a newline stops the dot", "Not Found: a\nb", 200],
  ];
  for (const [what, message, status] of failures) {
    it(`answers a failed function by ${what}`, async () => {
      const stage = integrationStage(
        custom,
        {
          ...plain,
          responses: {
            "Not Found: .*": {
              statusCode: "404",
              responseTemplates: json(`{"message": $input.json('$.errorMessage')}`),
            },
            default: { statusCode: "200" },
          },
        },
        {
          functions: {
            Fn: () => {
              throw new Error(message);
            },
          },
        },
      );
      const exchange = await send(stage, request("POST /dev/items/7", {}, "{}"));
      expect(exchange.response.status).to.equal(status);
      const body: unknown = JSON.parse(bodyText(exchange.response));
      expect(body).to.include(status === 404 ? { message } : { errorMessage: message });
      expect(exchange.trace.failure?.errorMessage).to.equal(message);
    });
  }

  it("is 500 where Lambda does not run the function", async () => {
    const stage = integrationStage(custom, plain, {
      functions: {
        Fn: () => {
          throw new PlannedFailure("throttled", "TooManyRequestsException", "Rate Exceeded.");
        },
      },
    });
    expect((await send(stage, request("GET /dev/items/7"))).response.status).to.equal(500);
  });

  it("is 504 where the function outlasts the integration timeout", async () => {
    const stage = integrationStage(custom, plain, {
      functions: { Fn: () => new Promise((resolve) => setTimeout(resolve, 500)) },
      integrationTimeoutMs: 20,
    });
    const exchange = await send(stage, request("GET /dev/items/7"));
    expect(exchange.response.status).to.equal(504);
  });

  it("gives an empty body to the function as {}, and another one as it is", async () => {
    const events: unknown[] = [];
    const stage = integrationStage(custom, plain, {
      functions: {
        Fn: (event) => {
          events.push(event);
          return "text";
        },
      },
    });
    const exchange = await send(stage, request("GET /dev/items/7"));
    await send(stage, request("POST /dev/items/7", {}, '{"a":1}'));
    expect(events).to.deep.equal([{}, { a: 1 }]);
    expect(bodyText(exchange.response), "the result as JSON").to.equal('"text"');
    const refused = await send(stage, request("POST /dev/items/7", {}, "<x/>"));
    expect(bodyText(refused.response)).to.contain("Could not parse request body into json");
    expect(events).to.have.length(2);
  });

  it("does not wait for a function it invokes asynchronously", async () => {
    const done = Promise.withResolvers<unknown>();
    let calls = 0;
    const stage = integrationStage(
      custom,
      {
        ...plain,
        requestParameters: { "integration.request.header.X-Amz-Invocation-Type": "'Event'" },
        responses: { default: { statusCode: "202" } },
      },
      {
        functions: {
          Fn: async (event) => {
            calls += 1;
            await new Promise((resolve) => setTimeout(resolve, 30));
            done.resolve(event);
            throw new Error("nobody sees this");
          },
        },
      },
    );
    const exchange = await send(stage, request("POST /dev/items/7", {}, '{"a":1}'));
    expect([exchange.response.status, bodyText(exchange.response)]).to.deep.equal([202, ""]);
    expect(await done.promise).to.deep.equal({ a: 1 });
    // A function that fails is not tried again; Lambda would wait a minute for it.
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(calls).to.equal(1);
  });

  it("is 500 without a permission, with another method than POST, or with a forbidden header", async () => {
    const sketches: readonly (readonly [JsonObject, boolean])[] = [
      [plain, false],
      [{ ...plain, httpMethod: "GET" }, true],
      [{ ...plain, requestParameters: { "integration.request.header.TE": "'x'" } }, true],
    ];
    for (const [settings, permitted] of sketches) {
      const wiring = {
        kind: "lambda-custom",
        functionId: "Fn",
        qualifier: null,
        settings,
      } as const;
      const stage = testStage({
        api: {
          operations: [{ method: "GET", path: "/x", wiring, integration: settings, permitted }],
        },
      });
      const exchange = await send(stage, request("GET /dev/x"));
      expect([exchange.response.status, exchange.trace.functionResult]).to.deep.equal([500, null]);
    }
  });

  it("converts binary bodies as contentHandling says", async () => {
    const stage = integrationStage(
      custom,
      {
        ...plain,
        contentHandling: "CONVERT_TO_TEXT",
        requestTemplates: { "image/png": '{"image": "$input.body"}' },
        responses: { default: { statusCode: "200", contentHandling: "CONVERT_TO_BINARY" } },
      },
      {
        api: { binaryMediaTypes: ["image/png"] },
        functions: { Fn: (event) => (isObject(event) ? event["image"] : null) },
      },
    );
    const bytes = new Uint8Array([0, 255, 137, 80]);
    const exchange = await send(
      stage,
      request("POST /dev/items/1", { "Content-Type": "image/png" }, bytes),
    );
    expect(exchange.trace.event).to.deep.equal({ image: "AP+JUA==" });
    expect([...exchange.response.body]).to.deep.equal([...bytes]);
  });
});
