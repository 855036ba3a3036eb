import type { JsonObject } from "../../../../core/json.ts";
import { encodeBase64 } from "../../base64.ts";
import type { EventEntry } from "../event-entry.ts";
import type { EventOption } from "../event-option.ts";
import { arnIn, type EventWorld } from "../event-world.ts";
import { sequenceAfter } from "../sequence-after.ts";
import { refuseOption, type OptionValues } from "../option-values.ts";
import { arn, base64, digits, filledText, number, recordsOf, shape } from "../strict-schema.ts";

/** A record of a data stream, as a function gets it. */
export type KinesisRecord = {
  kinesis: {
    kinesisSchemaVersion: "1.0";
    partitionKey: string;
    sequenceNumber: string;
    /** Base64. */
    data: string;
    /** Seconds since the Unix epoch. */
    approximateArrivalTimestamp: number;
  };
  eventSource: "aws:kinesis";
  eventVersion: "1.0";
  eventID: string;
  eventName: "aws:kinesis:record";
  invokeIdentityArn: string;
  awsRegion: string;
  eventSourceARN: string;
};

/** A batch of a data stream: `KinesisStreamEvent` of @types/aws-lambda. */
export type KinesisEvent = { Records: KinesisRecord[] };

/** Data put into a stream. */
export interface KinesisData {
  /** Text, or bytes. */
  readonly data: string | Uint8Array;
  readonly partitionKey: string;
  /** Decimal digits. */
  readonly sequenceNumber: string;
}

/** The shard of `index`: shards have twelve digits. */
export function shardId(index: number): string {
  return `shardId-${String(index).padStart(12, "0")}`;
}

/**
 * Builds a batch of one shard of a data stream.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
 */
export function buildKinesisEvent(
  records: readonly KinesisData[],
  stream: string,
  world: EventWorld,
): KinesisEvent {
  return {
    Records: records.map(({ data, partitionKey, sequenceNumber }) => ({
      kinesis: {
        kinesisSchemaVersion: "1.0",
        partitionKey,
        sequenceNumber,
        data: encodeBase64(data),
        approximateArrivalTimestamp: world.now / 1000,
      },
      eventSource: "aws:kinesis",
      eventVersion: "1.0",
      eventID: `${shardId(6)}:${sequenceNumber}`,
      eventName: "aws:kinesis:record",
      invokeIdentityArn: arnIn(world, "iam", "role/lambda-kinesis-role", { region: "" }),
      awsRegion: world.region,
      eventSourceARN: arnIn(world, "kinesis", `stream/${stream}`),
    })),
  };
}

/** The sequence number of a first record, unless said otherwise. */
export const firstSequence = "49545115243490985018280067714973144582180062593244200961";

export const kinesisSchema = recordsOf(
  "Kinesis records",
  shape({
    kinesis: shape({
      kinesisSchemaVersion: { const: "1.0" },
      partitionKey: filledText,
      sequenceNumber: digits,
      data: base64,
      approximateArrivalTimestamp: number,
    }),
    eventSource: { const: "aws:kinesis" },
    eventVersion: { const: "1.0" },
    eventID: { type: "string", pattern: "^shardId-[0-9]{12}:[0-9]+$" },
    eventName: { const: "aws:kinesis:record" },
    invokeIdentityArn: arn("iam"),
    awsRegion: filledText,
    eventSourceARN: arn("kinesis"),
  }),
);

export const partitionKeyOption: EventOption = {
  name: "partition-key",
  default: "partitionKey-03",
  meaning: "partition key of the records",
  kind: "text",
};

export const sequenceOption: EventOption = {
  name: "sequence",
  default: firstSequence,
  meaning: "sequence number of the first record",
  kind: "text",
};

/** Throws `events/option-invalid` for what is no sequence number. */
export function sequenceOf(values: OptionValues): string {
  const text = values.text("sequence");
  return /^\d{1,128}$/.test(text)
    ? text
    : refuseOption("sequence", `takes decimal digits, not ${JSON.stringify(text)}`);
}

function buildRecords(values: OptionValues, world: EventWorld): JsonObject {
  const first = sequenceOf(values);
  const records = values.each((index) => ({
    data: values.text("data"),
    partitionKey: values.text("partition-key"),
    sequenceNumber: sequenceAfter(first, index),
  }));
  return buildKinesisEvent(records, values.text("stream"), world);
}

export const kinesisEntries: readonly EventEntry[] = [
  {
    service: "kinesis",
    event: "get-records",
    summary: "records of a data stream",
    kind: "kinesis",
    batches: true,
    schema: kinesisSchema,
    build: buildRecords,
    options: [
      {
        name: "data",
        default: "Hello, this is a test 123.",
        meaning: "data of a record, as text",
        kind: "text",
      },
      partitionKeyOption,
      sequenceOption,
      {
        name: "stream",
        default: "ExampleStream",
        meaning: "name or logical id of the stream",
        kind: "text",
        resource: "stream",
      },
    ],
  },
];
