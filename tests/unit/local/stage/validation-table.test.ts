import { expect } from "chai";
import { describe, it } from "mocha";
import { headerValue } from "../../../../src/harness/core/http-message.ts";
import type { JsonObject } from "../../../../src/harness/core/json.ts";
import { stagesOfTemplate } from "../../../support/stage/stages-of-template.ts";
import { jsonBody, request, send, testStage } from "../../../support/stage/test-stage.ts";
import type { OperationSketch } from "../../../support/stage/wired-api.ts";

const json = { "Content-Type": "application/json" };
const passed = null;
const bodyRefused = "Invalid request body";

async function answerTo(
  sketch: Partial<OperationSketch>,
  line: string,
  headers: Readonly<Record<string, string>> = {},
  body: string | null = null,
): Promise<unknown> {
  const operation: OperationSketch = { method: "POST", path: "/x", validate: "all", ...sketch };
  const exchange = await send(
    testStage({ api: { operations: [operation] }, functions: { Fn: () => ({ body: "{}" }) } }),
    request(line, headers, body),
  );
  if (exchange.response.status === 200) return passed;
  expect(exchange.response.status).to.equal(400);
  expect(headerValue(exchange.response.headers, "x-amzn-errortype")).to.equal(
    "BadRequestException",
  );
  expect(exchange.trace.functionId).to.equal(null);
  const answer = jsonBody(exchange);
  expect(answer).to.have.all.keys("message");
  return Object.values(answer ?? {})[0];
}

const missing = (...names: readonly string[]): string =>
  `Missing required request parameters: [${names.join(", ")}]`;

describe("required parameters of a REST API", () => {
  // Message and order recorded, blank in the guide.
  const parameters: OperationSketch["parameters"] = [
    { name: "qs1", in: "query" },
    { name: "issuer", in: "path" },
    { name: "x-header-param", in: "header" },
    { name: "q-optional", in: "query", required: false },
    { name: "session", in: "cookie" },
    { name: "count", in: "query", required: false, schema: { type: "integer", maximum: 3 } },
  ];
  // `issuer` is in no path template here: such a parameter is always missing (recorded).
  const rows: readonly (readonly [
    what: string,
    path: string,
    target: string,
    headers: Readonly<Record<string, string>>,
    answer: string | null,
  ])[] = [
    ["all are missing", "/x", "/x", {}, missing("x-header-param", "issuer", "qs1")],
    [
      "a path variable is not in the path",
      "/x",
      "/x?qs1=1",
      { "x-header-param": "1" },
      missing("issuer"),
    ],
    ["all are there", "/x/{issuer}", "/x/a?qs1=1", { "x-header-param": "1" }, passed],
    ["header names differ in case", "/x/{issuer}", "/x/a?qs1=1", { "X-HEADER-PARAM": "1" }, passed],
    [
      "query names differ in case",
      "/x/{issuer}",
      "/x/a?QS1=1",
      { "x-header-param": "1" },
      missing("qs1"),
    ],
    [
      "a query value is blank",
      "/x/{issuer}",
      "/x/a?qs1=",
      { "x-header-param": "1" },
      missing("qs1"),
    ],
    ["a query has no value", "/x/{issuer}", "/x/a?qs1", { "x-header-param": "1" }, missing("qs1")],
    [
      "a header is blank",
      "/x/{issuer}",
      "/x/a?qs1=1",
      { "x-header-param": " " },
      missing("x-header-param"),
    ],
    [
      "a value breaks its schema, which nobody looks at",
      "/x/{issuer}",
      "/x/a?qs1=1&count=many",
      { "x-header-param": "1" },
      passed,
    ],
  ];
  for (const [what, path, target, headers, answer] of rows) {
    it(`where ${what}`, async () => {
      const line = `POST /dev${target}`;
      expect(await answerTo({ path, parameters }, line, headers)).to.equal(answer);
    });
  }

  it("come before the body: who breaks both hears of the parameter (recorded)", async () => {
    const sketch: Partial<OperationSketch> = {
      parameters: [{ name: "q", in: "query" }],
      body: { "application/json": { type: "object", required: ["a"] } },
    };
    expect(await answerTo(sketch, "POST /dev/x", json, "{}")).to.equal(missing("q"));
    expect(await answerTo(sketch, "POST /dev/x?q=1", json, "{}")).to.equal(bodyRefused);
  });
});

describe("bodies of a REST API and their content types", () => {
  const model = { type: "object", required: ["a"] };
  const rows: readonly (readonly [
    source: string,
    models: Readonly<Record<string, JsonObject>>,
    contentType: string | null,
    body: string | null,
    answer: string | null,
  ])[] = [
    // Recorded and guide.
    ["recorded", { "application/json": model }, null, null, bodyRefused],
    ["guide", { "application/json": model }, null, '{"a":1}', passed],
    ["guide", { "application/json": model }, "application/json", "{}", bodyRefused],
    ["guide", { "application/json": model }, "application/json; charset=utf-8", "{}", bodyRefused],
    ["guide", { "application/json": model }, "text/plain", "{}", passed],
    ["guide", { "application/json": model }, "application/problem+json", "{}", passed],
    ["guide", { "application/json": model }, "application/json", '{"a":1}', passed],
    ["observed", { "application/json": model }, "application/json", "{", bodyRefused],
    ["observed", { "application/json": model }, "application/json", " ", bodyRefused],
    ["recorded", { "application/json": model }, "application/json", "", bodyRefused],
    ["recorded", { "application/json": { type: "object" } }, "application/json", null, passed],
    ["recorded", { "application/json": {} }, "application/json", "[]", passed],
    ["guide", { $default: model }, "text/plain", "{}", bodyRefused],
    ["guide", { $default: model }, null, "{}", bodyRefused],
    ["guide", { "text/xml": {}, $default: model }, "text/xml", "{}", passed],
    [
      "assumed",
      { "application/x-www-form-urlencoded": model },
      "application/x-www-form-urlencoded",
      "a=1",
      bodyRefused,
    ],
    ["guide", {}, "application/json", "{", passed],
  ];
  for (const [source, body, contentType, text, answer] of rows) {
    const what = `${contentType ?? "no type"} ${text ?? "no body"} under ${JSON.stringify(body)}`;
    it(`${answer === null ? "pass" : "are refused"}: ${what} (${source})`, async () => {
      const headers = contentType === null ? {} : { "Content-Type": contentType };
      expect(await answerTo({ body }, "POST /dev/x", headers, text)).to.equal(answer);
    });
  }

  it("are of no type that is refused with 415 (guide)", async () => {
    const sketch = { body: { "application/json": model } };
    expect(await answerTo(sketch, "POST /dev/x", { "Content-Type": "a/b" }, "<a/>")).to.equal(
      passed,
    );
  });
});

describe("models as API Gateway enforces them: draft 4", () => {
  const rows: readonly (readonly [schema: JsonObject, body: string, valid: boolean])[] = [
    // Guide: enforced
    [{ type: "object" }, "[]", false],
    [{ type: ["object", "array"] }, "[]", true],
    [{ type: "integer" }, "1.5", false],
    [{ type: "integer" }, "1.0", true],
    [{ properties: { a: { type: "string" } } }, '{"a":1}', false],
    [{ required: ["a"] }, "{}", false],
    [{ items: { type: "number" } }, '["1"]', false],
    [{ items: [{ type: "number" }] }, '["1"]', false],
    [{ enum: ["a", null] }, '"b"', false],
    [{ enum: ["a", null] }, "null", true],
    [{ additionalProperties: false }, '{"a":1}', false],
    [{ additionalProperties: { type: "string" } }, '{"a":1}', false],
    [{ pattern: "^a$" }, '"b"', false],
    [{ minLength: 2 }, '"b"', false],
    [{ maxLength: 2 }, '"abc"', false],
    [{ minimum: 2 }, "1", false],
    [{ maximum: 2 }, "3", false],
    [{ maximum: 2, exclusiveMaximum: true }, "2", false],
    [{ multipleOf: 2 }, "3", false],
    [{ uniqueItems: true }, "[1,1]", false],
    [{ minProperties: 1 }, "{}", false],
    [{ maxProperties: 0 }, '{"a":1}', false],
    [{ allOf: [{ required: ["a"] }, { required: ["b"] }] }, '{"a":1}', false],
    [{ anyOf: [{ type: "string" }, { type: "null" }] }, "1", false],
    [{ oneOf: [{ type: "null" }, { $ref: "#/components/schemas/Order" }] }, "null", true],
    [{ oneOf: [{ type: "null" }, { $ref: "#/components/schemas/Order" }] }, "{}", false],
    [{ not: { type: "string" } }, '"a"', false],
    [{ $ref: "#/components/schemas/Order" }, "{}", false],
    [{ $ref: "#/components/schemas/Tree" }, '{"child":{"child":{"child":1}}}', false],
    [{ $ref: "#/components/schemas/Tree" }, '{"child":{"child":{}}}', true],
    // guide: no effect
    [{ minimum: 2, exclusiveMinimum: true }, "2", true],
    [{ type: "string", nullable: true }, "null", false],
    [{ properties: { a: { type: "string", readOnly: true } } }, '{"a":"x"}', true],
    [{ required: ["a"], properties: { a: { readOnly: true } } }, "{}", false],
    [{ required: ["a"], properties: { a: { default: 1 } } }, "{}", false],
    [{ type: "string", format: "date-time" }, '"soon"', true],
    [{ type: "integer", format: "int32" }, "99999999999", true],
    [{ minItems: 2 }, "[1]", true],
    [{ maxItems: 0 }, "[1]", true],
    [{ deprecated: true, example: 1, discriminator: { propertyName: "a" } }, "{}", true],
    // assumed: words younger than draft 4 are not read
    [{ const: 1 }, "2", true],
    [{ if: { type: "object" }, then: { required: ["a"] } }, "{}", true],
    [{ contains: { const: 1 } }, "[]", true],
    [{ prefixItems: [{ type: "string" }] }, "[1]", true],
    [{ exclusiveMinimum: 5 }, "4", true],
    [{ propertyNames: { pattern: "^b" } }, '{"a":1}', true],
    [{ dependentRequired: { a: ["b"] } }, '{"a":1}', true],
    [{ unevaluatedProperties: false }, '{"a":1}', true],
  ];
  const root = {
    components: {
      schemas: {
        Order: { type: "object", required: ["id"] },
        Tree: { type: "object", properties: { child: { $ref: "#/components/schemas/Tree" } } },
      },
    },
  };
  for (const [schema, body, valid] of rows) {
    it(`${valid ? "take" : "refuse"} ${body} under ${JSON.stringify(schema)}`, async () => {
      const operation: OperationSketch = {
        method: "POST",
        path: "/x",
        validate: "body",
        body: { "application/json": schema },
      };
      const stage = testStage({ api: { operations: [operation], root } });
      const { response } = await send(stage, request("POST /dev/x", json, body));
      expect(response.status).to.equal(valid ? 200 : 400);
    });
  }

  // Documentation and recordings differ; the configuration chooses.
  for (const [schema, body] of [
    [{ minItems: 2 }, "[1]"],
    [{ maxItems: 0 }, "[1]"],
    [{ properties: { a: { minItems: 1 } } }, '{"a":[]}'],
  ] as const) {
    it(`refuse ${body} under ${JSON.stringify(schema)} where the configuration says so`, async () => {
      const operation: OperationSketch = {
        method: "POST",
        path: "/x",
        validate: "body",
        body: { "application/json": schema },
      };
      const stage = testStage({ api: { operations: [operation] }, choices: { listSizes: true } });
      const { response } = await send(stage, request("POST /dev/x", json, body));
      expect(response.status).to.equal(400);
    });
  }
});

describe("which validator an operation has", () => {
  const uri =
    "{ Fn::Sub: 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations' }";
  const template = (root: string, own: string): string => `Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      DefinitionBody:
        openapi: 3.0.3
        info: { title: Test, version: "1" }
        x-amazon-apigateway-request-validators:
          all: { validateRequestBody: true, validateRequestParameters: true }
          body: { validateRequestBody: true, validateRequestParameters: false }
          params: { validateRequestBody: false, validateRequestParameters: true }
          none: { validateRequestBody: false, validateRequestParameters: false }
${root === "" ? "" : `        x-amazon-apigateway-request-validator: ${root}\n`}        paths:
          /x:
            post:
${own === "" ? "" : `              x-amazon-apigateway-request-validator: ${own}\n`}              parameters: [{ name: q, in: query, required: true, schema: { type: string } }]
              requestBody: { content: { application/json: { schema: { type: object, required: [a] } } } }
              responses: { "200": { description: done } }
              x-amazon-apigateway-integration: { type: aws_proxy, httpMethod: POST, uri: ${uri} }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs24.x
      Events: { A: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /x, Method: post } } }
`;
  // Guide: the operation's replaces the root's; without one nothing is checked.
  const rows = [
    ["", "", passed],
    ["all", "", missing("q")],
    ["params", "", missing("q")],
    ["body", "", bodyRefused],
    ["none", "", passed],
    ["", "all", missing("q")],
    ["all", "none", passed],
    ["all", "body", bodyRefused],
    ["none", "params", missing("q")],
  ] as const;
  for (const [root, own, answer] of rows) {
    it(`is "${own}" of the operation over "${root}" of the root`, async () => {
      const stage = stagesOfTemplate(template(root, own), { Fn: () => ({}) }).get("Api");
      if (stage === undefined) throw new Error("no stage");
      const exchange = await send(stage, request("POST /dev/x", json, "{}"));
      if (answer === passed) expect(exchange.response.status).to.equal(200);
      else expect(jsonBody(exchange)).to.deep.equal({ message: answer });
    });
  }
});
