import { decodeBase64, encodeBase64 } from "../../base64.ts";
import type { EventEntry } from "../event-entry.ts";
import { arnIn, type EventWorld } from "../event-world.ts";
import type { OptionValues } from "../option-values.ts";
import { sequenceAfter } from "../sequence-after.ts";
import {
  arn,
  base64,
  digits,
  eventOf,
  filledList,
  filledText,
  integer,
  shape,
  uuid,
} from "../strict-schema.ts";
import { partitionKeyOption, sequenceOf, sequenceOption, shardId } from "./kinesis.ts";

/** A batch of a delivery stream: `FirehoseTransformationEvent` of @types/aws-lambda. */
export type FirehoseEvent = {
  invocationId: string;
  deliveryStreamArn: string;
  sourceKinesisStreamArn?: string;
  region: string;
  records: {
    recordId: string;
    /** Milliseconds since the Unix epoch. */
    approximateArrivalTimestamp: number;
    /** Base64. */
    data: string;
    kinesisRecordMetadata?: {
      shardId: string;
      partitionKey: string;
      approximateArrivalTimestamp: number;
      sequenceNumber: string;
      subsequenceNumber: number;
    };
  }[];
};

/** Where a delivery stream reads from; `null` for records put into it. */
interface FirehoseSource {
  readonly stream: string;
  readonly partitionKey: string;
  readonly sequence: string;
}

/** Builds a batch of records to be transformed (Firehose guide, "Transform source data"). */
export function buildFirehoseEvent(
  data: readonly string[],
  deliveryStream: string,
  world: EventWorld,
  source: FirehoseSource | null = null,
): FirehoseEvent {
  const { ids, now } = world;
  return {
    invocationId: ids.uuid(),
    deliveryStreamArn: arnIn(world, "firehose", `deliverystream/${deliveryStream}`),
    ...(source === null
      ? {}
      : { sourceKinesisStreamArn: arnIn(world, "kinesis", `stream/${source.stream}`) }),
    region: world.region,
    records: data.map((each, index) => ({
      recordId: `${ids.digits(50)}${String(index).padStart(6, "0")}`,
      approximateArrivalTimestamp: now,
      data: each,
      ...(source === null
        ? {}
        : {
            kinesisRecordMetadata: {
              shardId: shardId(0),
              partitionKey: source.partitionKey,
              approximateArrivalTimestamp: now,
              sequenceNumber: sequenceAfter(source.sequence, index),
              subsequenceNumber: 0,
            },
          }),
    })),
  };
}

const firehoseSchema = eventOf(
  "Firehose records to transform",
  shape(
    {
      invocationId: uuid,
      deliveryStreamArn: arn("firehose"),
      region: filledText,
      records: filledList(
        shape(
          { recordId: digits, approximateArrivalTimestamp: integer, data: base64 },
          {
            kinesisRecordMetadata: shape({
              shardId: { type: "string", pattern: "^shardId-[0-9]{12}$" },
              partitionKey: filledText,
              approximateArrivalTimestamp: integer,
              sequenceNumber: digits,
              subsequenceNumber: integer,
            }),
          },
        ),
      ),
    },
    { sourceKinesisStreamArn: arn("kinesis") },
  ),
);

/** SAM CLI takes these as Base64 already; text that is none is encoded. */
function encodedData(values: OptionValues): string {
  const given = values.text("data");
  return given !== "" && decodeBase64(given) !== null && given.length % 4 === 0
    ? given
    : encodeBase64(given);
}

function firehoseEntry(
  event: string,
  summary: string,
  data: string,
  isFromStream: boolean,
): EventEntry {
  return {
    service: "kinesis",
    event,
    summary,
    kind: null,
    batches: true,
    schema: firehoseSchema,
    build: (values, world) => {
      const source = isFromStream
        ? {
            stream: values.text("stream"),
            partitionKey: values.text("partition-key"),
            sequence: sequenceOf(values),
          }
        : null;
      const encoded = encodedData(values);
      return buildFirehoseEvent(
        values.each(() => encoded),
        values.text("delivery-stream"),
        world,
        source,
      );
    },
    options: [
      {
        name: "data",
        default: data,
        meaning: "data of a record, as Base64; other text is encoded",
        kind: "text",
      },
      {
        name: "delivery-stream",
        default: "ExampleDeliveryStream",
        meaning: "name of the delivery stream",
        kind: "text",
      },
      ...(isFromStream
        ? [
            partitionKeyOption,
            sequenceOption,
            {
              name: "stream",
              default: "ExampleStream",
              meaning: "name or logical id of the data stream",
              kind: "text",
              resource: "stream",
            } as const,
          ]
        : []),
    ],
  };
}

const hello = "SGVsbG8sIHRoaXMgaXMgYSB0ZXN0IDEyMy4=";
const apacheLine =
  '64.242.88.10 - - [07/Mar/2004:16:10:02 -0800] "GET /mailman/listinfo/hsdivision HTTP/1.1" 200 6291\n';
const syslogLine = "Jan  1 00:00:00 web-1 app[42]: Hello, this is a test 123.\n";

export const firehoseEntries: readonly EventEntry[] = [
  firehoseEntry(
    "kinesis-firehose",
    "records of a delivery stream, to be transformed",
    hello,
    false,
  ),
  firehoseEntry(
    "streams-as-source",
    "records of a delivery stream that reads a data stream",
    hello,
    true,
  ),
  firehoseEntry(
    "apachelog",
    "lines of an Apache log, to be transformed",
    encodeBase64(apacheLine),
    false,
  ),
  firehoseEntry("syslog", "lines of syslog, to be transformed", encodeBase64(syslogLine), false),
];
