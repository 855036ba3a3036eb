import type { JsonObject, JsonValue } from "../../core/json.ts";
import { partitionOf } from "../../core/partition-of.ts";
import type { EventWorld } from "../../model/events/catalogue/event-world.ts";
import { seededIds } from "../../model/events/catalogue/seeded-ids.ts";
import { sequenceAfter } from "../../model/events/catalogue/sequence-after.ts";
import { buildLogsEvent, type LogsEvent } from "../../model/events/catalogue/sources/cloudwatch.ts";
import { marshalItem } from "../../model/events/catalogue/sources/dynamodb-values.ts";
import {
  buildDynamoDbEvent,
  type DynamoDbEvent,
  type StreamEventName,
  type StreamViewType,
} from "../../model/events/catalogue/sources/dynamodb.ts";
import { envelopeIn } from "../../model/events/catalogue/sources/eventbridge.ts";
import {
  buildKinesisEvent,
  firstSequence,
  type KinesisEvent,
} from "../../model/events/catalogue/sources/kinesis.ts";
import { buildS3Event, type S3Event } from "../../model/events/catalogue/sources/s3.ts";
import {
  buildSnsEvent,
  type SnsAttributeValue,
  type SnsEvent,
} from "../../model/events/catalogue/sources/sns.ts";
import {
  buildSqsEvent,
  type SqsAttributeInput,
  type SqsEvent,
} from "../../model/events/catalogue/sources/sqs.ts";
import { eventForOperation, type OperationEvent } from "../../model/events/event-for-operation.ts";
import type { HttpApiEvent } from "../../model/events/http-api-event.ts";
import {
  httpEventForOperation,
  type HttpOperationCall,
} from "../../model/events/http-event-for-operation.ts";
import { defaultTime, type OperationCall } from "../../model/events/operation-call.ts";
import { eventDigests } from "../project/event-digests.ts";

/** Where and when an event is made; the same input gives the same event. */
export interface EventPlace {
  /** Default `us-east-1`. */
  readonly region?: string;
  /** 12 digits. Default `123456789012`. */
  readonly accountId?: string;
  /** Default: the beginning of 2030, UTC. */
  readonly now?: Date;
  /** Another integer makes other ids. Default 0. */
  readonly seed?: number;
}

function worldOf({ region = "us-east-1", accountId, now, seed = 0 }: EventPlace): EventWorld {
  return {
    region,
    account: accountId ?? "123456789012",
    partition: partitionOf(region),
    now: now?.getTime() ?? defaultTime,
    ids: seededIds(seed),
    digests: eventDigests,
  };
}

/** Text as it is, any other value as JSON. */
function textOf(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** What `sqsEvent` takes. */
export interface SqsEventInput extends EventPlace {
  /** One message each: text as it is, any other value as JSON. */
  readonly bodies: readonly JsonValue[];
  /** A name that ends in `.fifo` gives sequence, group and deduplication. Default `MyQueue`. */
  readonly queueName?: string;
  /** Attributes of every message. */
  readonly attributes?: Readonly<Record<string, SqsAttributeInput>>;
  /** Of a FIFO queue. Default `1`. */
  readonly groupId?: string;
}

/**
 * A batch of messages of a queue, with the MD5 of bodies and attributes (`SQSEvent` of @types/aws-lambda).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 * @example
 * const event = sqsEvent({ bodies: [{ orderId: "ORD-1" }] });
 */
export function sqsEvent(input: SqsEventInput): SqsEvent {
  const { bodies, queueName = "MyQueue", attributes = {}, groupId } = input;
  const messages = bodies.map((body) => ({
    body: textOf(body),
    attributes,
    ...(groupId === undefined ? {} : { groupId }),
  }));
  return buildSqsEvent(messages, queueName, worldOf(input));
}

/** What `snsEvent` takes. */
export interface SnsEventInput extends EventPlace {
  /** Text as it is, any other value as JSON. */
  readonly message: JsonValue;
  /** Default `example subject`. */
  readonly subject?: string;
  /** Name of the topic. Default `ExampleTopic`. */
  readonly topic?: string;
  readonly attributes?: Readonly<Record<string, SnsAttributeValue>>;
}

/**
 * A notification of a topic (`SNSEvent` of @types/aws-lambda).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
 * @example
 * const event = snsEvent({ message: { orderId: "ORD-1" }, topic: "orders" });
 */
export function snsEvent(input: SnsEventInput): SnsEvent {
  const { message, subject = "example subject", topic = "ExampleTopic", attributes = {} } = input;
  return buildSnsEvent({ message: textOf(message), subject, attributes }, topic, worldOf(input));
}

/** What `s3Event` takes. */
export interface S3EventInput extends EventPlace {
  /** As it is; the event has it encoded. */
  readonly key: string;
  /** Default `example-bucket`. */
  readonly bucket?: string;
  /** Text of the object: gives size and eTag. Default `Hello from S3!`. */
  readonly content?: string;
  /** Bytes. Default: those of the content. */
  readonly size?: number;
  /** Of a bucket with versions. */
  readonly versionId?: string;
  /** Default `ObjectCreated:Put`. */
  readonly eventName?: `ObjectCreated:${string}`;
}

/**
 * The notification of an object that was written (`S3Event` of @types/aws-lambda).
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 * @example
 * const event = s3Event({ bucket: "uploads", key: "in/a b.csv" });
 * event.Records[0]?.s3.object.key; // "in/a+b.csv"
 */
export function s3Event(input: S3EventInput): S3Event {
  const content = new TextEncoder().encode(input.content ?? "Hello from S3!");
  return buildS3Event(
    {
      bucket: input.bucket ?? "example-bucket",
      key: input.key,
      eventName: input.eventName ?? "ObjectCreated:Put",
      size: input.size ?? content.length,
      eTag: eventDigests.md5(content),
      ...(input.versionId === undefined ? {} : { versionId: input.versionId }),
    },
    worldOf(input),
  );
}

/** What `eventBridgeEvent` takes. */
export interface EventBridgeInput<DetailType extends string, Detail> extends EventPlace {
  readonly source: string;
  readonly detailType: DetailType;
  readonly detail: Detail;
  /** ARNs; none by default. */
  readonly resources?: readonly string[];
}

/** An event as a rule's target is given it: `EventBridgeEvent` of @types/aws-lambda. */
export type DeliveredEvent<DetailType extends string, Detail> = {
  version: string;
  id: string;
  "detail-type": DetailType;
  source: string;
  account: string;
  time: string;
  region: string;
  resources: string[];
  detail: Detail;
};

/**
 * An event of EventBridge as a rule's target is given it (`EventBridgeEvent` of @types/aws-lambda).
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html
 * @example
 * const event = eventBridgeEvent({ source: "orders", detailType: "OrderPlaced", detail: { orderId: "1" } });
 */
export function eventBridgeEvent<DetailType extends string, Detail extends object>(
  input: EventBridgeInput<DetailType, Detail>,
): DeliveredEvent<DetailType, Detail> {
  const { source, detailType, detail, resources = [] } = input;
  const envelope = envelopeIn({ source, detailType, detail: {} }, worldOf(input));
  return { ...envelope, "detail-type": detailType, resources: [...resources], detail };
}

/** A change of an item; items are plain JSON, or carry their types: `{ id: { S: "1" } }`. */
export interface ItemChangeInput {
  readonly eventName: StreamEventName;
  readonly keys: JsonObject;
  /** Default: the key alone. Told where the view has it. */
  readonly newImage?: JsonObject;
  /** Default: the key alone. Told where the view has it. */
  readonly oldImage?: JsonObject;
  /** Whether time to live deleted the item. */
  readonly byTimeToLive?: boolean;
}

/** What `dynamoDbEvent` takes. */
export interface DynamoDbEventInput extends EventPlace {
  /** One record each. */
  readonly changes: readonly ItemChangeInput[];
  /** Name of the table. Default `ExampleTableWithStream`. */
  readonly table?: string;
  /** Default `NEW_AND_OLD_IMAGES`. */
  readonly viewType?: StreamViewType;
}

/**
 * A batch of a table's stream (`DynamoDBStreamEvent` of @types/aws-lambda).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 * @example
 * const event = dynamoDbEvent({
 *   changes: [{ eventName: "INSERT", keys: { id: "1" }, newImage: { id: "1", total: 5 } }],
 * });
 */
export function dynamoDbEvent(input: DynamoDbEventInput): DynamoDbEvent {
  const { changes, table = "ExampleTableWithStream", viewType = "NEW_AND_OLD_IMAGES" } = input;
  return buildDynamoDbEvent(
    changes.map(({ eventName, keys, newImage = {}, oldImage = {}, byTimeToLive = false }) => {
      const key = marshalItem(keys);
      return {
        eventName,
        keys: key,
        newImage: { ...key, ...marshalItem(newImage) },
        oldImage: { ...key, ...marshalItem(oldImage) },
        byTimeToLive,
      };
    }),
    { table, viewType },
    worldOf(input),
  );
}

/** What `kinesisEvent` takes. */
export interface KinesisEventInput extends EventPlace {
  /** One record each: text and bytes as they are, any other value as JSON. */
  readonly data: readonly (JsonValue | Uint8Array)[];
  /** Name of the stream. Default `ExampleStream`. */
  readonly stream?: string;
  /** Default `partitionKey-03`. */
  readonly partitionKey?: string;
}

/**
 * A batch of a data stream, its data in Base64 (`KinesisStreamEvent` of @types/aws-lambda).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
 * @example
 * const event = kinesisEvent({ data: [{ orderId: "ORD-1" }] });
 */
export function kinesisEvent(input: KinesisEventInput): KinesisEvent {
  const { data, stream = "ExampleStream", partitionKey = "partitionKey-03" } = input;
  const records = data.map((each, index) => ({
    data: each instanceof Uint8Array ? each : textOf(each),
    partitionKey,
    sequenceNumber: sequenceAfter(firstSequence, index),
  }));
  return buildKinesisEvent(records, stream, worldOf(input));
}

/** What `logsEvent` takes. */
export interface LogsEventInput extends EventPlace {
  /** One line each: text as it is, any other value as JSON. */
  readonly messages: readonly JsonValue[];
  /** Default `/aws/lambda/my-function`. */
  readonly logGroup?: string;
}

/**
 * Lines of a log group as a subscription sends them: gzip in Base64 (`CloudWatchLogsEvent` of @types/aws-lambda).
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
 * @example
 * const event = logsEvent({ messages: ["ERROR no stock"] });
 */
export function logsEvent(input: LogsEventInput): LogsEvent {
  const { messages, logGroup: group = "/aws/lambda/my-function" } = input;
  const lines = { group, stream: "my-stream", filter: "my-filter", messages: messages.map(textOf) };
  return buildLogsEvent(lines, worldOf(input));
}

/**
 * The event of a REST API's proxy integration, without a document to hold it against (`APIGatewayProxyEvent` of
 * @types/aws-lambda). Where there is one, `eventFor` knows the operation.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 * @example
 * const event = apiGatewayEvent({ method: "GET", path: "/orders/{id}", pathParameters: { id: "7" } });
 */
export function apiGatewayEvent(call: OperationCall): OperationEvent {
  return eventForOperation(call);
}

/**
 * The event of an HTTP API, payload format 2.0, without a document to hold it against (`APIGatewayProxyEventV2` of
 * @types/aws-lambda).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * @example
 * const event = httpApiEvent({ method: "GET", path: "/orders/{id}", pathParameters: { id: "7" } });
 */
export function httpApiEvent(call: HttpOperationCall): HttpApiEvent {
  return httpEventForOperation(call);
}
