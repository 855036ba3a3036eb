import { expect } from "chai";
import { afterEach, describe, it } from "mocha";
import { bodyText, headerValue } from "../../../../../src/harness/core/http-message.ts";
import type { JsonObject } from "../../../../../src/harness/core/json.ts";
import {
  integrationStage,
  type IntegrationSketch,
} from "../../../../support/stage/integration-stage.ts";
import {
  recordingEndpoint,
  type RecordingEndpoint,
} from "../../../../support/stage/recording-endpoint.ts";
import { request, send } from "../../../../support/stage/test-stage.ts";

const opened: RecordingEndpoint[] = [];

/** An AWS endpoint that keeps what it is asked and answers one thing. */
async function endpoint(status: number, body: string): Promise<RecordingEndpoint> {
  const made = await recordingEndpoint({ status, body });
  opened.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()));
});

interface Row {
  readonly says: string;
  readonly sketch: IntegrationSketch;
  readonly settings: JsonObject;
  readonly line: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const rows: readonly Row[] = [
  {
    says: "an action of DynamoDB by X-Amz-Target",
    sketch: { kind: "service", service: "dynamodb", way: "action", target: "GetItem" },
    settings: { requestTemplates: { "application/json": `{"Key": "$input.params('id')"}` } },
    line: "POST /",
    headers: {
      "x-amz-target": "DynamoDB_20120810.GetItem",
      "content-type": "application/x-amz-json-1.0",
    },
    body: '{"Key": "7"}',
  },
  {
    says: "an action of Step Functions by X-Amz-Target",
    sketch: { kind: "service", service: "states", way: "action", target: "StartExecution" },
    settings: {},
    line: "POST /",
    headers: { "x-amz-target": "AWSStepFunctions.StartExecution" },
    body: '{"a":1}',
  },
  {
    says: "a queue by its path, with the form of the template",
    sketch: { kind: "service", service: "sqs", way: "path", target: "123456789012/orders" },
    settings: {
      requestParameters: {
        "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'",
      },
      requestTemplates: {
        "application/json": "Action=SendMessage&MessageBody=$util.urlEncode($input.body)",
      },
    },
    line: "POST /123456789012/orders",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "Action=SendMessage&MessageBody=%7B%22a%22%3A1%7D",
  },
  {
    says: "an action of the query protocol in the query",
    sketch: { kind: "service", service: "sns", way: "action", target: "Publish" },
    settings: {
      requestParameters: { "integration.request.querystring.Message": "method.request.body.a" },
    },
    line: "POST /?Action=Publish&Message=1",
    headers: {},
    body: '{"a":1}',
  },
  {
    says: "an object of S3 by its path",
    sketch: { kind: "service", service: "s3", way: "path", target: "bucket/{key}" },
    settings: {
      httpMethod: "GET",
      requestParameters: { "integration.request.path.key": "method.request.path.id" },
    },
    line: "GET /bucket/7",
    headers: {},
    body: "",
  },
];

describe("An integration of an AWS service", () => {
  for (const { says, sketch, settings, line, headers, body } of rows) {
    it(`calls ${says}, signed`, async () => {
      const { url, calls } = await endpoint(200, '{"ok":true}');
      const stage = integrationStage(
        sketch,
        { responses: { default: { statusCode: "200" } }, ...settings },
        { awsEndpoint: url },
      );
      const exchange = await send(stage, request("POST /dev/items/7", {}, '{"a":1}'));
      expect(exchange.trace.gatewayDetail).to.equal(null);
      expect(exchange.response.status).to.equal(200);
      const [call] = calls;
      expect(call?.line).to.equal(line);
      expect(call?.body).to.equal(body);
      expect(call?.headers).to.include({ accept: "application/json", ...headers });
      const service = sketch.kind === "service" ? sketch.service : "";
      expect(call?.headers["authorization"]).to.match(
        new RegExp(`^AWS4-HMAC-SHA256 Credential=local/\\d{8}/us-east-1/${service}/aws4_request`),
      );
      expect(call?.headers["x-amzn-trace-id"]).to.match(/^Root=1-/);
      // Recorded: servers get it, services of AWS do not.
      expect(call?.headers).not.to.have.property("x-amzn-apigateway-api-id");
      expect(headerValue(exchange.response.headers, "x-amzn-trace-id")).to.match(/^Root=1-/);
      expect(headerValue(exchange.response.headers, "content-type")).to.equal("application/json");
    });
  }

  it("asks for what a mapping says it accepts", async () => {
    const { url, calls } = await endpoint(200, "<ok/>");
    const stage = integrationStage(
      { kind: "service", service: "sqs", way: "path", target: "123456789012/orders" },
      {
        requestParameters: { "integration.request.header.Accept": "'application/xml'" },
        responses: { default: { statusCode: "200" } },
      },
      { awsEndpoint: url },
    );
    await send(stage, request("POST /dev/items/7", {}, "{}"));
    expect(calls[0]?.headers["accept"]).to.equal("application/xml");
  });

  for (const name of ["Content-Length", "Transfer-Encoding", "Expect", "Connection", "Upgrade"]) {
    it(`frames its request itself where a template sets ${name}`, async () => {
      const { url, calls } = await endpoint(200, "{}");
      for (const httpMethod of ["GET", "POST"]) {
        const stage = integrationStage(
          { kind: "service", service: "s3", way: "path", target: "bucket/key" },
          {
            httpMethod,
            responses: { default: { statusCode: "200" } },
            requestTemplates: {
              "application/json": `#set($context.requestOverride.header["${name}"] = $input.path("$.a"))$input.body`,
            },
          },
          { awsEndpoint: url },
        );
        const exchange = await send(stage, request("POST /dev/items/7", {}, '{"a":"chunked"}'));
        expect(exchange.trace.gatewayDetail).to.equal(null);
        expect(exchange.response.status).to.equal(200);
      }
      expect(calls.map(({ line, body }) => [line, body])).to.deep.equal([
        ["GET /bucket/key", ""],
        ["POST /bucket/key", '{"a":"chunked"}'],
      ]);
    });
  }

  it("sends nothing where a mapped header holds a line break", async () => {
    const { url, calls } = await endpoint(200, "{}");
    const stage = integrationStage(
      { kind: "service", service: "s3", way: "path", target: "bucket/key" },
      {
        responses: { default: { statusCode: "200" } },
        requestParameters: { "integration.request.header.X-A": "method.request.body.a" },
      },
      { awsEndpoint: url },
    );
    const exchange = await send(
      stage,
      request(
        "POST /dev/items/7",
        {},
        String.raw`{"a":"b\r\nX-Amz-Target: DynamoDB_20120810.Scan"}`,
      ),
    );
    expect(exchange.response.status).to.equal(500);
    expect(calls).to.deep.equal([]);
  });

  it("maps the service's status and body", async () => {
    const { url } = await endpoint(400, '{"__type":"x#ConditionalCheckFailedException"}');
    const stage = integrationStage(
      { kind: "service", service: "dynamodb", way: "action", target: "PutItem" },
      {
        responses: {
          "4\\d\\d": {
            statusCode: "409",
            responseTemplates: { "application/json": `{"type": "$input.path('$.__type')"}` },
          },
          default: { statusCode: "200" },
        },
      },
      { awsEndpoint: url },
    );
    const exchange = await send(stage, request("POST /dev/items/7", {}, "{}"));
    expect([exchange.response.status, bodyText(exchange.response)]).to.deep.equal([
      409,
      '{"type": "x#ConditionalCheckFailedException"}',
    ]);
  });

  it("is 501 by name where the endpoint has not the service, or there is none", async () => {
    const { url } = await endpoint(501, '{"__type":"NotImplemented"}');
    for (const options of [{ awsEndpoint: url }, {}]) {
      const stage = integrationStage(
        { kind: "service", service: "sqs", way: "action", target: "SendMessage" },
        { responses: { default: { statusCode: "200" } } },
        options,
      );
      const exchange = await send(stage, request("POST /dev/items/7", {}, "{}"));
      expect(exchange.response.status).to.equal(501);
      expect(bodyText(exchange.response)).to.contain("the service integration sqs:SendMessage");
    }
  });
});
