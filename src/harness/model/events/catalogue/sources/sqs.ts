import type { EventEntry } from "../event-entry.ts";
import { arnIn, type EventWorld } from "../event-world.ts";
import { sequenceAfter } from "../sequence-after.ts";
import { refuseOption, type OptionValues } from "../option-values.ts";
import { isObject, type JsonObject } from "../../../../core/json.ts";
import { decodeBase64 } from "../../base64.ts";
import {
  arn,
  base64,
  digits,
  filledText,
  md5,
  recordsOf,
  shape,
  text,
  textList,
} from "../strict-schema.ts";

/** An attribute of a message, as a function gets it. */
export type SqsMessageAttribute = {
  stringValue?: string;
  /** Base64. */
  binaryValue?: string;
  stringListValues: string[];
  binaryListValues: string[];
  /** `String`, `Number`, `Binary`, perhaps with a label: `Number.int`. */
  dataType: string;
};

/** A message of a queue, as a function gets it. */
export type SqsRecord = {
  messageId: string;
  receiptHandle: string;
  body: string;
  attributes: {
    ApproximateReceiveCount: string;
    AWSTraceHeader?: string;
    SentTimestamp: string;
    SequenceNumber?: string;
    MessageGroupId?: string;
    SenderId: string;
    MessageDeduplicationId?: string;
    ApproximateFirstReceiveTimestamp: string;
  };
  messageAttributes: Record<string, SqsMessageAttribute>;
  md5OfBody: string;
  md5OfMessageAttributes?: string;
  eventSource: "aws:sqs";
  eventSourceARN: string;
  awsRegion: string;
};

/** A batch of messages of a queue: `SQSEvent` of @types/aws-lambda. */
export type SqsEvent = { Records: SqsRecord[] };

/** The value of an attribute: text, number, or Base64. */
export type SqsAttributeInput = string | number | { readonly binary: string };

/** A message to be made. */
export interface SqsMessage {
  readonly body: string;
  /** Values of attributes: text, number, or Base64 as `{ binary }`. */
  readonly attributes?: Readonly<Record<string, SqsAttributeInput>>;
  /** FIFO queues only. */
  readonly groupId?: string;
  /** FIFO queues only. Default: the SHA-256 of the body, as with content-based deduplication. */
  readonly deduplicationId?: string;
  /** `Root=1-…`. */
  readonly traceHeader?: string;
  readonly receiveCount?: number;
}

function attributeOf(value: SqsAttributeInput): SqsMessageAttribute {
  const lists = { stringListValues: [], binaryListValues: [] };
  if (typeof value === "object") return { binaryValue: value.binary, ...lists, dataType: "Binary" };
  const dataType = typeof value === "number" ? "Number" : "String";
  return { stringValue: String(value), ...lists, dataType };
}

function lengthBefore(bytes: Uint8Array): readonly number[] {
  const { length } = bytes;
  return [length >>> 24, (length >>> 16) & 0xff, (length >>> 8) & 0xff, length & 0xff, ...bytes];
}

/**
 * The MD5 of a message's attributes.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function md5OfAttributes(
  attributes: Readonly<Record<string, SqsMessageAttribute>>,
  { digests }: EventWorld,
): string {
  const encoder = new TextEncoder();
  const bytes = Object.keys(attributes)
    .toSorted()
    .flatMap((name) => {
      const { dataType = "", binaryValue, stringValue = "" } = attributes[name] ?? {};
      const isBinary = dataType.startsWith("Binary");
      const value = isBinary
        ? (decodeBase64(binaryValue ?? "") ?? new Uint8Array())
        : encoder.encode(stringValue);
      return [
        ...lengthBefore(encoder.encode(name)),
        ...lengthBefore(encoder.encode(dataType)),
        isBinary ? 2 : 1,
        ...lengthBefore(value),
      ];
    });
  return digests.md5(Uint8Array.from(bytes));
}

function recordOf(
  message: SqsMessage,
  sequenceNumber: string,
  queueName: string,
  world: EventWorld,
): SqsRecord {
  const { ids, digests, now } = world;
  const bytes = new TextEncoder().encode(message.body);
  const messageAttributes = Object.fromEntries(
    Object.entries(message.attributes ?? {}).map(([name, value]) => [name, attributeOf(value)]),
  );
  const fifo = queueName.endsWith(".fifo")
    ? {
        SequenceNumber: sequenceNumber,
        MessageGroupId: message.groupId ?? "1",
        MessageDeduplicationId: message.deduplicationId ?? digests.sha256(bytes),
      }
    : {};
  return {
    messageId: ids.uuid(),
    receiptHandle: `AQEB${ids.token(356)}==`,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receiveCount ?? 1),
      ...(message.traceHeader === undefined ? {} : { AWSTraceHeader: message.traceHeader }),
      SentTimestamp: String(now - 10),
      ...fifo,
      SenderId: `AIDA${ids.upper(17)}`,
      ApproximateFirstReceiveTimestamp: String(now),
    },
    messageAttributes,
    md5OfBody: digests.md5(bytes),
    ...(Object.keys(messageAttributes).length === 0
      ? {}
      : { md5OfMessageAttributes: md5OfAttributes(messageAttributes, world) }),
    eventSource: "aws:sqs",
    eventSourceARN: arnIn(world, "sqs", queueName),
    awsRegion: world.region,
  };
}

/**
 * Builds a batch of messages; a queue whose name ends in `.fifo` gives them sequence, group and deduplication.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export function buildSqsEvent(
  messages: readonly SqsMessage[],
  queueName: string,
  world: EventWorld,
): SqsEvent {
  const first = `188${world.ids.digits(17)}`;
  return {
    Records: messages.map((message, index) =>
      // Sequence numbers of SQS lie 256 apart.
      recordOf(message, sequenceAfter(first, 256 * index), queueName, world),
    ),
  };
}

export const sqsSchema = recordsOf(
  "SQS messages",
  shape(
    {
      messageId: filledText,
      receiptHandle: filledText,
      body: text,
      attributes: shape(
        {
          ApproximateReceiveCount: digits,
          SentTimestamp: digits,
          SenderId: filledText,
          ApproximateFirstReceiveTimestamp: digits,
        },
        {
          AWSTraceHeader: text,
          SequenceNumber: digits,
          MessageGroupId: filledText,
          MessageDeduplicationId: filledText,
          DeadLetterQueueSourceArn: arn("sqs"),
        },
      ),
      messageAttributes: {
        type: "object",
        additionalProperties: shape(
          { dataType: { type: "string", pattern: "^(String|Number|Binary)(\\..+)?$" } },
          {
            stringValue: text,
            binaryValue: base64,
            stringListValues: textList,
            binaryListValues: textList,
          },
        ),
      },
      md5OfBody: md5,
      eventSource: { const: "aws:sqs" },
      eventSourceARN: arn("sqs"),
      awsRegion: filledText,
    },
    { md5OfMessageAttributes: md5 },
  ),
);

function attributesOf(values: OptionValues): NonNullable<SqsMessage["attributes"]> {
  const name = "message-attributes";
  return Object.fromEntries(
    Object.entries(values.object(name) ?? {}).map(([key, value]): [string, SqsAttributeInput] => {
      if (typeof value === "string" || typeof value === "number") return [key, value];
      const binary = isObject(value) ? value["binary"] : undefined;
      if (typeof binary === "string" && decodeBase64(binary) !== null) return [key, { binary }];
      return refuseOption(
        name,
        `takes texts, numbers and { "binary": BASE64 }, not ${JSON.stringify(value)}`,
      );
    }),
  );
}

function build(values: OptionValues, world: EventWorld): JsonObject {
  const queue = values.text("queue-name");
  const isFifo = queue.endsWith(".fifo");
  for (const name of ["message-group-id", "message-deduplication-id"]) {
    if (values.isGiven(name) && !isFifo) {
      refuseOption(name, `is for FIFO queues, and the name ${queue} does not end in .fifo`);
    }
  }
  const groupId = values.optional("message-group-id");
  const deduplicationId = values.optional("message-deduplication-id");
  const traceHeader = values.optional("trace-header");
  const message: SqsMessage = {
    body: values.text("body"),
    attributes: attributesOf(values),
    receiveCount: values.integer("receive-count") ?? 1,
    ...(groupId === null ? {} : { groupId }),
    ...(deduplicationId === null ? {} : { deduplicationId }),
    ...(traceHeader === null ? {} : { traceHeader }),
  };
  return buildSqsEvent(
    values.each(() => message),
    queue,
    world,
  );
}

/** A body that was set by hand gets its own MD5. */
function settle(
  event: JsonObject,
  world: EventWorld,
  isSet: (path: string) => boolean,
): JsonObject {
  const records = event["Records"];
  if (!Array.isArray(records)) return event;
  return {
    ...event,
    Records: records.map((record: JsonObject, index) => {
      const body = isObject(record) ? record["body"] : undefined;
      if (typeof body !== "string" || isSet(`Records[${index}].md5OfBody`)) return record;
      return { ...record, md5OfBody: world.digests.md5(new TextEncoder().encode(body)) };
    }),
  };
}

function entryOf(event: string, queueName: string, summary: string): EventEntry {
  return {
    service: "sqs",
    event,
    summary,
    kind: "sqs",
    batches: true,
    schema: sqsSchema,
    build,
    settle,
    options: [
      {
        name: "queue-name",
        default: queueName,
        meaning: "name or logical id of the queue",
        kind: "text",
        resource: "queue",
      },
      { name: "body", default: "Hello from SQS!", meaning: "body of the message", kind: "text" },
      {
        name: "message-attributes",
        default: null,
        meaning: 'attributes: {"name": "text", "n": 1, "b": {"binary": "BASE64"}}',
        kind: "json",
      },
      {
        name: "message-group-id",
        default: null,
        meaning: "group, of a FIFO queue (default: 1)",
        kind: "text",
      },
      {
        name: "message-deduplication-id",
        default: null,
        meaning: "deduplication id, of a FIFO queue (default: SHA-256 of the body)",
        kind: "text",
      },
      {
        name: "receive-count",
        default: "1",
        meaning: "how often the message was received",
        kind: "integer",
      },
      {
        name: "trace-header",
        default: null,
        meaning: "X-Ray trace header: Root=1-…",
        kind: "text",
      },
    ],
  };
}

export const sqsEntries: readonly EventEntry[] = [
  entryOf("receive-message", "MyQueue", "messages of a queue"),
  entryOf("receive-fifo-message", "MyQueue.fifo", "messages of a FIFO queue"),
];
