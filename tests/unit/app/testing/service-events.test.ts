import { expect } from "chai";
import { gunzipSync } from "node:zlib";
import type {
  APIGatewayProxyEvent,
  APIGatewayProxyEventV2,
  CloudWatchLogsEvent,
  DynamoDBStreamEvent,
  EventBridgeEvent,
  KinesisStreamEvent,
  S3Event,
  SNSEvent,
  SQSEvent,
} from "aws-lambda";
import {
  apiGatewayEvent,
  dynamoDbEvent,
  eventBridgeEvent,
  httpApiEvent,
  kinesisEvent,
  logsEvent,
  s3Event,
  snsEvent,
  sqsEvent,
} from "../../../../src/harness/app/testing/index.ts";
import { judgeEvent } from "../../../../src/harness/model/events/catalogue/judge-event.ts";
import { findEvent } from "../../../../src/harness/model/events/catalogue/catalogue.ts";
import { isJsonObject } from "../../../../src/harness/core/json.ts";

/** What breaks the schema that the catalogue has for such events. */
function flawsOf(
  name: readonly [service: string, event: string],
  event: unknown,
): readonly unknown[] {
  return isJsonObject(event) ? judgeEvent(event, findEvent(...name).schema) : ["no JSON object"];
}

describe("Events for tests", () => {
  it("of a queue have messages of texts and of values", () => {
    const event: SQSEvent = sqsEvent({
      bodies: ['a"b', { orderId: "1" }],
      queueName: "orders.fifo",
    });
    expect(event.Records.map(({ body }) => body)).to.deep.equal(['a"b', '{"orderId":"1"}']);
    expect(event.Records[0]?.attributes.MessageGroupId).to.equal("1");
    expect(flawsOf(["sqs", "receive-message"], event)).to.deep.equal([]);
  });

  it("of a topic", () => {
    const event: SNSEvent = snsEvent({
      message: { a: 1 },
      topic: "orders",
      attributes: { n: 1, l: ["a"] },
    });
    expect(event.Records[0]?.Sns).to.include({
      Message: '{"a":1}',
      TopicArn: "arn:aws:sns:us-east-1:123456789012:orders",
    });
    expect(event.Records[0]?.Sns.MessageAttributes).to.deep.equal({
      n: { Type: "Number", Value: "1" },
      l: { Type: "String.Array", Value: '["a"]' },
    });
    expect(flawsOf(["sns", "notification"], event)).to.deep.equal([]);
  });

  it("of a bucket", () => {
    const event: S3Event = s3Event({ bucket: "uploads", key: "in/a b.csv", content: "12345" });
    expect(event.Records[0]?.s3.object).to.include({ key: "in/a+b.csv", size: 5 });
    expect(flawsOf(["s3", "put"], event)).to.deep.equal([]);
  });

  it("of EventBridge keep the type of their detail", () => {
    const event: EventBridgeEvent<"OrderPlaced", { orderId: string }> = eventBridgeEvent({
      source: "orders",
      detailType: "OrderPlaced",
      detail: { orderId: "1" },
      region: "cn-north-1",
      now: new Date("2031-02-03T04:05:06Z"),
    });
    expect(event).to.include({ time: "2031-02-03T04:05:06Z", region: "cn-north-1" });
    expect(event.detail.orderId).to.equal("1");
    expect(flawsOf(["eventbridge", "custom"], event)).to.deep.equal([]);
  });

  it("of a table's stream take plain items", () => {
    const event: DynamoDBStreamEvent = dynamoDbEvent({
      table: "orders",
      changes: [{ eventName: "INSERT", keys: { id: "1" }, newImage: { total: 5 } }],
    });
    expect(event.Records[0]?.dynamodb?.NewImage).to.deep.equal({
      id: { S: "1" },
      total: { N: "5" },
    });
    expect(flawsOf(["dynamodb", "update"], event)).to.deep.equal([]);
  });

  it("of a data stream take texts, values and bytes", () => {
    const event: KinesisStreamEvent = kinesisEvent({
      data: ["é", { a: 1 }, Uint8Array.of(255, 0)],
    });
    const data = event.Records.map((record) => Buffer.from(record.kinesis.data, "base64"));
    expect(data.slice(0, 2).map(String)).to.deep.equal(["é", '{"a":1}']);
    expect([...(data[2] ?? [])]).to.deep.equal([255, 0]);
    expect(flawsOf(["kinesis", "get-records"], event)).to.deep.equal([]);
  });

  it("of a log group", () => {
    const event: CloudWatchLogsEvent = logsEvent({
      messages: ["ERROR"],
      logGroup: "/aws/lambda/a",
    });
    const text = gunzipSync(Buffer.from(event.awslogs.data, "base64")).toString();
    expect(text).to.include('"logGroup":"/aws/lambda/a"').and.to.include('"message":"ERROR"');
    expect(flawsOf(["cloudwatch", "logs"], event)).to.deep.equal([]);
  });

  it("of a REST and an HTTP API need no document", () => {
    const call = { method: "GET", path: "/orders/{id}", pathParameters: { id: "7" } };
    const rest: APIGatewayProxyEvent = apiGatewayEvent(call);
    const http: APIGatewayProxyEventV2 = httpApiEvent(call);
    expect([rest.path, http.rawPath]).to.deep.equal(["/orders/7", "/orders/7"]);
  });

  it("are the same for the same input, and other ones for another seed", () => {
    expect(sqsEvent({ bodies: ["a"] })).to.deep.equal(sqsEvent({ bodies: ["a"] }));
    expect(sqsEvent({ bodies: ["a"], seed: 1 })).not.to.deep.equal(sqsEvent({ bodies: ["a"] }));
  });
});
