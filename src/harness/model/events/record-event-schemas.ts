import type { JsonObject } from "../../core/json.ts";

const text = { type: "string" } as const;
const number = { type: "number" } as const;
/** Placeholders are common in samples, and no function runs otherwise for them. */
const arn = text;
const base64 = {
  type: "string",
  pattern: "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
} as const;

/** A batch of records. What a record has beyond the members named is let pass: services add some. */
function batch(title: string, record: JsonObject): JsonObject {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title,
    type: "object",
    required: ["Records"],
    properties: { Records: { type: "array", minItems: 1, items: record } },
  };
}

/** A batch of messages of a queue (Lambda guide, "Using Lambda with Amazon SQS"; recorded). */
export const sqsEventSchema = batch("SQS messages", {
  type: "object",
  required: [
    "messageId",
    "receiptHandle",
    "body",
    "attributes",
    "messageAttributes",
    "md5OfBody",
    "eventSource",
    "eventSourceARN",
    "awsRegion",
  ],
  properties: {
    messageId: text,
    receiptHandle: text,
    body: text,
    attributes: {
      type: "object",
      required: [
        "ApproximateReceiveCount",
        "SentTimestamp",
        "SenderId",
        "ApproximateFirstReceiveTimestamp",
      ],
      additionalProperties: text,
    },
    messageAttributes: {
      type: "object",
      additionalProperties: { type: "object", required: ["dataType"] },
    },
    md5OfBody: text,
    eventSource: { const: "aws:sqs" },
    eventSourceARN: arn,
    awsRegion: text,
  },
});

/** A notification of a topic (Lambda guide, "Invoking Lambda functions with Amazon SNS notifications"). */
export const snsEventSchema = batch("SNS notification", {
  type: "object",
  required: ["EventSource", "EventVersion", "EventSubscriptionArn", "Sns"],
  properties: {
    EventSource: { const: "aws:sns" },
    EventVersion: text,
    EventSubscriptionArn: arn,
    Sns: {
      type: "object",
      required: ["Type", "MessageId", "TopicArn", "Message", "Timestamp", "MessageAttributes"],
      properties: {
        Type: { const: "Notification" },
        MessageId: text,
        TopicArn: arn,
        Subject: { type: ["string", "null"] },
        Message: text,
        Timestamp: text,
        MessageAttributes: {
          type: "object",
          additionalProperties: { type: "object", required: ["Type", "Value"] },
        },
      },
    },
  },
});

/** A notification of a bucket (S3 guide, "Event message structure"); deletions have neither size nor eTag. */
export const s3EventSchema = batch("S3 notification", {
  type: "object",
  required: ["eventVersion", "eventSource", "awsRegion", "eventTime", "eventName", "s3"],
  properties: {
    eventVersion: text,
    eventSource: { const: "aws:s3" },
    awsRegion: text,
    eventTime: text,
    eventName: text,
    s3: {
      type: "object",
      required: ["bucket", "object"],
      properties: {
        bucket: {
          type: "object",
          required: ["name", "arn"],
          properties: { name: text, arn },
        },
        object: {
          type: "object",
          required: ["key"],
          properties: { key: text, size: number, eTag: text, versionId: text, sequencer: text },
        },
      },
    },
  },
});

/** A value with its type: `{ "S": "text" }`. */
const attributeValue = {
  type: "object",
  minProperties: 1,
  maxProperties: 1,
  additionalProperties: false,
  properties: {
    S: text,
    N: text,
    B: text,
    BOOL: { type: "boolean" },
    NULL: { type: "boolean" },
    L: { type: "array" },
    M: { type: "object" },
    SS: { type: "array", items: text },
    NS: { type: "array", items: text },
    BS: { type: "array", items: text },
  },
} as const;
const item = { type: "object", additionalProperties: attributeValue } as const;

/** A batch of a table's stream (Lambda guide, "Using Lambda with DynamoDB"; recorded). */
export const dynamodbEventSchema = batch("DynamoDB stream records", {
  type: "object",
  required: [
    "eventID",
    "eventName",
    "eventVersion",
    "eventSource",
    "awsRegion",
    "dynamodb",
    "eventSourceARN",
  ],
  properties: {
    eventID: text,
    eventName: { enum: ["INSERT", "MODIFY", "REMOVE"] },
    eventVersion: text,
    eventSource: { const: "aws:dynamodb" },
    awsRegion: text,
    dynamodb: {
      type: "object",
      // Events in the guide are without ApproximateCreationDateTime.
      required: ["Keys", "SequenceNumber", "SizeBytes", "StreamViewType"],
      properties: {
        ApproximateCreationDateTime: number,
        Keys: item,
        NewImage: item,
        OldImage: item,
        SequenceNumber: text,
        SizeBytes: number,
        StreamViewType: { enum: ["KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"] },
      },
    },
    eventSourceARN: arn,
  },
});

/** A batch of a data stream (Lambda guide, "Using Lambda with Kinesis"; recorded). */
export const kinesisEventSchema = batch("Kinesis records", {
  type: "object",
  required: [
    "kinesis",
    "eventSource",
    "eventVersion",
    "eventID",
    "eventName",
    "invokeIdentityArn",
    "awsRegion",
    "eventSourceARN",
  ],
  properties: {
    kinesis: {
      type: "object",
      required: [
        "kinesisSchemaVersion",
        "partitionKey",
        "sequenceNumber",
        "data",
        "approximateArrivalTimestamp",
      ],
      properties: {
        kinesisSchemaVersion: text,
        partitionKey: text,
        sequenceNumber: text,
        data: base64,
        approximateArrivalTimestamp: number,
      },
    },
    eventSource: { const: "aws:kinesis" },
    eventVersion: text,
    eventID: text,
    eventName: text,
    invokeIdentityArn: arn,
    awsRegion: text,
    eventSourceARN: arn,
  },
});
