import { expect } from "chai";
import { afterEach, describe, it } from "mocha";
import { bodyText, headerValue } from "../../../../../src/harness/core/http-message.ts";
import type { JsonObject } from "../../../../../src/harness/core/json.ts";
import type { Stage } from "../../../../../src/harness/local/stage/create-stage.ts";
import { signV4 } from "../../../../../src/harness/local/stage/authorization/sign-v4.ts";
import { httpStage } from "../../../../support/stage/http-stage.ts";
import { integratedOperation } from "../../../../support/stage/integration-stage.ts";
import {
  recordingEndpoint,
  type RecordedCall,
  type RecordingAnswer,
  type RecordingEndpoint,
} from "../../../../support/stage/recording-endpoint.ts";
import { stagesOfTemplate } from "../../../../support/stage/stages-of-template.ts";
import { jsonBody, request, send } from "../../../../support/stage/test-stage.ts";

let endpoint: RecordingEndpoint | null = null;

afterEach(async () => {
  await endpoint?.close();
  endpoint = null;
});

function stageOf(subtype: string, settings: JsonObject, awsEndpoint?: string): Stage {
  const [service = "", target = ""] = subtype.split("-");
  const sketch = { kind: "service", service, way: "subtype", target } as const;
  const operation = integratedOperation(sketch, settings, { method: "POST" });
  return httpStage({
    api: { operations: [operation] },
    stageVariables: { colour: "red" },
    ...(awsEndpoint === undefined ? {} : { awsEndpoint }),
  });
}

async function open(
  subtype: string,
  settings: JsonObject,
  answer: RecordingAnswer = {},
): Promise<{ readonly stage: Stage; readonly aws: RecordingEndpoint }> {
  endpoint = await recordingEndpoint(answer);
  return { stage: stageOf(subtype, settings, endpoint.url), aws: endpoint };
}

/** The signature a call has to have, computed again over what came in. */
function signatureOf({ line, headers, body }: RecordedCall): string {
  const [, scope = "", signed = ""] =
    /Credential=local\/(.+?), SignedHeaders=([\w;-]+)/.exec(headers["authorization"] ?? "") ?? [];
  const lines = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  return signV4(request(line, lines, body === "" ? null : body), "local", {
    date: String(headers["x-amz-date"]),
    scope,
    signedHeaders: signed.split(";"),
  });
}

interface Row {
  readonly subtype: string;
  readonly parameters: JsonObject;
  readonly service: string;
  readonly region?: string;
  readonly line?: string;
  readonly target?: string;
  readonly type?: string;
  /** JSON is compared as such, other text as it is. */
  readonly body: JsonObject | string;
}

const arn = "arn:aws:states:us-east-1:123456789012";
const form = "application/x-www-form-urlencoded";
const url = "https://sqs.us-east-1.amazonaws.com/123456789012/jobs";
const sentUrl = encodeURIComponent(url);

const rows: readonly Row[] = [
  {
    subtype: "EventBridge-PutEvents",
    parameters: {
      Detail: "$request.body.detail",
      DetailType: "item.$request.path.id",
      Source: "${stageVariables.colour}-${request.header.x-source}",
      Time: "2026-01-02T03:04:05Z",
      EventBusName: "orders",
      Resources: '["a","b"]',
      TraceHeader: "Root=1",
      Region: "eu-west-1",
    },
    service: "events",
    region: "eu-west-1",
    target: "AWSEvents.PutEvents",
    type: "application/x-amz-json-1.1",
    body: {
      Entries: [
        {
          Detail: '{"n":1}',
          DetailType: "item.7",
          Source: "red-web",
          Time: 1_767_323_045,
          EventBusName: "orders",
          Resources: ["a", "b"],
          TraceHeader: "Root=1",
        },
      ],
    },
  },
  {
    subtype: "Kinesis-PutRecord",
    parameters: {
      StreamName: "stream",
      Data: "$request.body.data",
      PartitionKey: "$request.querystring.key",
      ExplicitHashKey: "$request.header.x-hash",
      SequenceNumberForOrdering: "12",
    },
    service: "kinesis",
    target: "Kinesis_20131202.PutRecord",
    type: "application/x-amz-json-1.1",
    body: {
      StreamName: "stream",
      Data: "aGk=",
      PartitionKey: "k,l",
      ExplicitHashKey: "5",
      SequenceNumberForOrdering: "12",
    },
  },
  {
    subtype: "StepFunctions-StartExecution",
    parameters: {
      StateMachineArn: `${arn}:stateMachine:m`,
      Name: "run-$request.path.id",
      Input: "$request.body",
    },
    service: "states",
    target: "AWSStepFunctions.StartExecution",
    type: "application/x-amz-json-1.0",
    body: {
      stateMachineArn: `${arn}:stateMachine:m`,
      name: "run-7",
      input: '{"detail":{"n":1},"data":"aGk="}',
    },
  },
  {
    subtype: "StepFunctions-StartSyncExecution",
    parameters: { StateMachineArn: `${arn}:stateMachine:m`, TraceHeader: "Root=1" },
    service: "states",
    target: "AWSStepFunctions.StartSyncExecution",
    type: "application/x-amz-json-1.0",
    body: { stateMachineArn: `${arn}:stateMachine:m`, traceHeader: "Root=1" },
  },
  {
    subtype: "StepFunctions-StopExecution",
    parameters: { ExecutionArn: `${arn}:execution:m:x`, Cause: "why", Error: "E" },
    service: "states",
    target: "AWSStepFunctions.StopExecution",
    type: "application/x-amz-json-1.0",
    body: { executionArn: `${arn}:execution:m:x`, cause: "why", error: "E" },
  },
  {
    subtype: "SQS-SendMessage",
    parameters: {
      QueueUrl: url,
      MessageBody: "$request.body.data",
      DelaySeconds: "5",
      MessageGroupId: "$context.routeKey",
      MessageAttributes: '{"Colour":{"DataType":"String","StringValue":"red"}}',
    },
    service: "sqs",
    type: form,
    body: `Action=SendMessage&Version=2012-11-05&QueueUrl=${sentUrl}&MessageBody=aGk%3D&DelaySeconds=5&MessageGroupId=POST%20%2Fitems%2F%7Bid%7D&MessageAttribute.1.Name=Colour&MessageAttribute.1.Value.DataType=String&MessageAttribute.1.Value.StringValue=red`,
  },
  {
    subtype: "SQS-ReceiveMessage",
    parameters: { QueueUrl: url, MaxNumberOfMessages: "3", AttributeNames: '["All"]' },
    service: "sqs",
    type: form,
    body: `Action=ReceiveMessage&Version=2012-11-05&QueueUrl=${sentUrl}&MaxNumberOfMessages=3&AttributeName.1=All`,
  },
  {
    subtype: "SQS-DeleteMessage",
    parameters: { QueueUrl: url, ReceiptHandle: "$request.header.x-receipt" },
    service: "sqs",
    type: form,
    body: `Action=DeleteMessage&Version=2012-11-05&QueueUrl=${sentUrl}&ReceiptHandle=a%2Bb`,
  },
  {
    subtype: "SQS-PurgeQueue",
    parameters: { QueueUrl: url },
    service: "sqs",
    type: form,
    body: `Action=PurgeQueue&Version=2012-11-05&QueueUrl=${sentUrl}`,
  },
  {
    subtype: "AppConfig-GetConfiguration",
    parameters: {
      Application: "an app",
      Environment: "prod",
      Configuration: "$request.path.id",
      ClientId: "c",
      ClientConfigurationVersion: "2",
    },
    service: "appconfig",
    line: "GET /applications/an%20app/environments/prod/configurations/7?client_id=c&client_configuration_version=2",
    body: "",
  },
];

const headers = [
  ["X-Source", "web"],
  ["X-Hash", "5"],
  ["X-Receipt", "a+b"],
] as const;
const asked = request("POST /items/7?key=k&key=l", headers, '{"detail":{"n":1},"data":"aGk="}');

describe("A service integration of an HTTP API", () => {
  for (const { subtype, parameters, service, region, line, target, type, body } of rows) {
    it(`sends what ${subtype} is made of, signed`, async () => {
      const { stage, aws } = await open(subtype, { requestParameters: parameters });
      const exchange = await send(stage, asked);
      expect(exchange.trace.gatewayDetail).to.equal(null);
      expect(exchange.response.status).to.equal(200);
      expect(aws.calls).to.have.length(1);
      const [call] = aws.calls;
      expect(call?.line).to.equal(line ?? "POST /");
      expect(call?.headers["x-amz-target"]).to.equal(target);
      expect(call?.headers["content-type"]).to.equal(type);
      const text = call?.body ?? "";
      expect(typeof body === "string" ? text : JSON.parse(text)).to.deep.equal(body);
      expect(call?.headers["authorization"]).to.match(
        new RegExp(
          `^AWS4-HMAC-SHA256 Credential=local/\\d{8}/${region ?? "us-east-1"}/${service}/aws4_request, SignedHeaders=[\\w;-]+, Signature=[0-9a-f]{64}$`,
        ),
      );
      expect(call === undefined ? "" : signatureOf(call)).to.equal(
        /Signature=(\w+)$/.exec(call?.headers["authorization"] ?? "")?.[1],
      );
      expect(call?.headers["x-amzn-trace-id"]).to.match(/^Root=1-/);
    });
  }

  it("takes milliseconds for a time, and a text that is no list for its only item", async () => {
    const { stage, aws } = await open("EventBridge-PutEvents", {
      requestParameters: {
        Detail: "{}",
        DetailType: "d",
        Source: "s",
        Time: "1767323045500",
        Resources: "arn:aws:a",
      },
    });
    expect((await send(stage, asked)).response.status).to.equal(200);
    expect(JSON.parse(aws.calls[0]?.body ?? ""))
      .to.have.nested.property("Entries[0]")
      .that.includes({
        Time: 1_767_323_045.5,
      })
      .and.has.property("Resources")
      .that.deep.equals(["arn:aws:a"]);
  });

  const kinesis = { StreamName: "$request.body.stream", Data: "a", PartitionKey: "b" };

  it("hands status, headers and body of the service on, but for those of the connection", async () => {
    const { stage } = await open(
      "Kinesis-PutRecord",
      { requestParameters: { ...kinesis, StreamName: "s" } },
      {
        headers: { "Content-Type": "application/x-amz-json-1.1", "x-amzn-RequestId": "r-1" },
        body: '{"ShardId":"0"}',
      },
    );
    const { response } = await send(stage, asked);
    expect([response.status, bodyText(response)]).to.deep.equal([200, '{"ShardId":"0"}']);
    expect(headerValue(response.headers, "content-type")).to.equal("application/x-amz-json-1.1");
    expect(headerValue(response.headers, "x-amzn-requestid")).to.equal("r-1");
    expect(headerValue(response.headers, "apigw-requestid")).to.match(/./);
  });

  it("maps the response by its status", async () => {
    const { stage } = await open("Kinesis-PutRecord", {
      requestParameters: { ...kinesis, StreamName: "s" },
      responseParameters: {
        "200": { "overwrite:statuscode": "202", "append:header.x-made": "$response.body.a" },
      },
    });
    expect((await send(stage, asked)).response.status).to.equal(202);
  });

  // Recorded of API Gateway with Kinesis-PutRecord: 400 whether the parameter is required or not.
  for (const [what, body] of [
    ["is missing", "{}"],
    ["is empty", '{"stream":""}'],
    ["is null", '{"stream":null}'],
    ["cannot be read", "no json"],
    ["stands behind the first 100 KB", `{"pad":"${"x".repeat(110_000)}","stream":"s"}`],
  ] as const) {
    it(`is 400 where a parameter ${what}, and nothing is called`, async () => {
      const { stage, aws } = await open("Kinesis-PutRecord", { requestParameters: kinesis });
      const exchange = await send(stage, request("POST /items/7", {}, body));
      expect([exchange.response.status, jsonBody(exchange)]).to.deep.equal([
        400,
        { message: "Bad Request" },
      ]);
      expect(exchange.trace.gatewayDetail).to.equal(
        "StreamName of Kinesis-PutRecord comes to nothing ($request.body.stream)",
      );
      expect(aws.calls).to.deep.equal([]);
    });
  }

  it("is 400 where a number or a list is none", async () => {
    for (const parameters of [
      { QueueUrl: url, MessageBody: "m", DelaySeconds: "soon" },
      { QueueUrl: url, MessageBody: "m", MessageAttributes: "[]" },
    ]) {
      const { stage, aws } = await open("SQS-SendMessage", { requestParameters: parameters });
      expect((await send(stage, asked)).response.status).to.equal(400);
      expect(aws.calls).to.deep.equal([]);
      await aws.close();
    }
    endpoint = null;
  });

  // Recorded of API Gateway: a stream that is not there is 500, not the 400 of Kinesis.
  it("is 500 where the service refuses the call, with its words in the trace", async () => {
    const { stage } = await open(
      "Kinesis-PutRecord",
      { requestParameters: { ...kinesis, StreamName: "s" } },
      { status: 400, body: '{"__type":"ResourceNotFoundException"}' },
    );
    const exchange = await send(stage, asked);
    expect([exchange.response.status, jsonBody(exchange)]).to.deep.equal([
      500,
      { message: "Internal Server Error" },
    ]);
    expect(exchange.trace.gatewayDetail).to.contain("ResourceNotFoundException");
  });

  it("is 501 by name where the endpoint has not the service, or there is none; told at the start", async () => {
    const settings = { requestParameters: { QueueUrl: url } };
    const { stage } = await open("SQS-PurgeQueue", settings, { status: 501 });
    for (const each of [stage, stageOf("SQS-PurgeQueue", settings)]) {
      const exchange = await send(each, asked);
      expect(exchange.response.status).to.equal(501);
      expect(bodyText(exchange.response)).to.contain("the service integration SQS-PurgeQueue");
      expect(each.problems.map(({ code, message }) => [code, message])).to.deep.equal([
        [
          "stage/operation-not-emulated",
          "The local AWS endpoint does not implement the service integration SQS-PurgeQueue; POST /items/{id} is answered with 501.",
        ],
      ]);
    }
  });

  for (const [subtype, parameters, words] of [
    ["SQS-SendMessage", { QueueUrl: url }, "SQS-SendMessage without MessageBody"],
    ["SQS-PurgeQueue", { QueueUrl: url, queue: "a" }, "SQS-PurgeQueue with queue"],
    ["SNS-Publish", {}, "the service integration SNS-Publish"],
    ["SQS-PurgeQueue", { QueueUrl: "$request.body..url" }, "$request.body..url"],
    ["SQS-PurgeQueue", { QueueUrl: "$request.body.q[?(@.url)]" }, "$request.body.q[?(@.url)]"],
  ] as const) {
    it(`refuses ${words}, which API Gateway does not create`, async () => {
      const { stage, aws } = await open(subtype, { requestParameters: parameters });
      const exchange = await send(stage, asked);
      expect(exchange.response.status).to.equal(501);
      expect(exchange.trace.gatewayDetail).to.contain(words);
      expect(stage.problems).to.have.length(1);
      expect(aws.calls).to.deep.equal([]);
    });
  }
});

describe("A service integration written as AWS::ApiGatewayV2::Integration", () => {
  it("sends the message to the queue of the template", async () => {
    endpoint = await recordingEndpoint();
    const text = `Resources:
  Jobs: { Type: AWS::SQS::Queue, Properties: { QueueName: jobs } }
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: jobs, ProtocolType: HTTP } }
  Send:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationType: AWS_PROXY
      IntegrationSubtype: SQS-SendMessage
      PayloadFormatVersion: "1.0"
      CredentialsArn: arn:aws:iam::123456789012:role/send
      RequestParameters: { QueueUrl: !Ref Jobs, MessageBody: $request.body }
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref Api
      RouteKey: POST /jobs
      Target: !Sub integrations/\${Send}
`;
    const stage = stagesOfTemplate(text, {}, { awsEndpoint: endpoint.url }).get("Api");
    if (stage === undefined) throw new Error("no stage");
    const exchange = await send(stage, request("POST /jobs", {}, "work"));
    expect(exchange.trace.gatewayDetail).to.equal(null);
    const message = new URLSearchParams(endpoint.calls[0]?.body);
    expect([message.get("QueueUrl"), message.get("MessageBody")]).to.deep.equal([
      "https://sqs.eu-west-1.amazonaws.com/123456789012/jobs",
      "work",
    ]);
  });
});
