import type { JsonObject } from "../../../../core/json.ts";
import type { EventEntry } from "../event-entry.ts";
import { arnIn, type EventWorld } from "../event-world.ts";
import { sequenceAfter } from "../sequence-after.ts";
import { refuseOption, type OptionValues, type TableKeys } from "../option-values.ts";
import { arn, digits, filledText, integer, number, recordsOf, shape } from "../strict-schema.ts";
import { marshalItem, sampleKey, sizeOf, type Item } from "./dynamodb-values.ts";

/** What happened to an item. */
export type StreamEventName = "INSERT" | "MODIFY" | "REMOVE";

/** What of an item a stream tells. */
export type StreamViewType = "KEYS_ONLY" | "NEW_AND_OLD_IMAGES" | "NEW_IMAGE" | "OLD_IMAGE";

/** A record of a table's stream, as a function gets it. */
export type DynamoDbRecord = {
  eventID: string;
  eventName: StreamEventName;
  eventVersion: "1.1";
  eventSource: "aws:dynamodb";
  awsRegion: string;
  dynamodb: {
    /** Seconds since the Unix epoch. */
    ApproximateCreationDateTime: number;
    Keys: Item;
    NewImage?: Item;
    OldImage?: Item;
    SequenceNumber: string;
    SizeBytes: number;
    StreamViewType: StreamViewType;
  };
  eventSourceARN: string;
  /** Only where time to live deleted the item. */
  userIdentity?: { type: "Service"; principalId: "dynamodb.amazonaws.com" };
};

/** A batch of a table's stream: `DynamoDBStreamEvent` of @types/aws-lambda. */
export type DynamoDbEvent = { Records: DynamoDbRecord[] };

/** A change of an item. */
export interface ItemChange {
  readonly eventName: StreamEventName;
  /** With types. */
  readonly keys: Item;
  /** With types; told where the view has it. */
  readonly newImage: Item;
  /** With types; told where the view has it. */
  readonly oldImage: Item;
  /** Whether time to live deleted it. */
  readonly byTimeToLive?: boolean;
}

/** The stream of a table. */
export interface TableStream {
  readonly table: string;
  readonly viewType: StreamViewType;
}

function recordOf(
  change: ItemChange,
  sequenceNumber: string,
  stream: TableStream,
  world: EventWorld,
): DynamoDbRecord {
  const { ids, now, region } = world;
  const { eventName, keys, newImage, oldImage } = change;
  const { viewType } = stream;
  const hasNew = eventName !== "REMOVE" && viewType.startsWith("NEW");
  const hasOld = eventName !== "INSERT" && /OLD/.test(viewType);
  const created = `${new Date(now).toISOString().slice(0, 10)}T00:00:00.000`;
  return {
    eventID: ids.hex(32),
    eventName,
    eventVersion: "1.1",
    eventSource: "aws:dynamodb",
    awsRegion: region,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(now / 1000),
      Keys: keys,
      ...(hasNew ? { NewImage: newImage } : {}),
      ...(hasOld ? { OldImage: oldImage } : {}),
      SequenceNumber: sequenceNumber,
      SizeBytes: sizeOf(keys) + (hasNew ? sizeOf(newImage) : 0) + (hasOld ? sizeOf(oldImage) : 0),
      StreamViewType: viewType,
    },
    eventSourceARN: arnIn(world, "dynamodb", `table/${stream.table}/stream/${created}`),
    ...(change.byTimeToLive === true
      ? { userIdentity: { type: "Service", principalId: "dynamodb.amazonaws.com" } }
      : {}),
  };
}

/**
 * Builds a batch of a table's stream.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
export function buildDynamoDbEvent(
  changes: readonly ItemChange[],
  stream: TableStream,
  world: EventWorld,
): DynamoDbEvent {
  const first = `1${world.ids.digits(20)}`;
  return {
    Records: changes.map((change, index) =>
      recordOf(change, sequenceAfter(first, index), stream, world),
    ),
  };
}

function attributeValue(): JsonObject {
  return {
    type: "object",
    minProperties: 1,
    maxProperties: 1,
    additionalProperties: false,
    properties: {
      S: { type: "string" },
      N: { type: "string", pattern: "^-?[0-9.]+([eE][+-]?[0-9]+)?$" },
      B: { type: "string" },
      BOOL: { type: "boolean" },
      NULL: { const: true },
      L: { type: "array" },
      M: { type: "object" },
      SS: { type: "array", minItems: 1, items: { type: "string" } },
      NS: { type: "array", minItems: 1, items: { type: "string" } },
      BS: { type: "array", minItems: 1, items: { type: "string" } },
    },
  };
}

const item: JsonObject = {
  type: "object",
  minProperties: 1,
  additionalProperties: attributeValue(),
};

export const dynamodbSchema = recordsOf(
  "DynamoDB stream records",
  shape(
    {
      eventID: filledText,
      eventName: { enum: ["INSERT", "MODIFY", "REMOVE"] },
      eventVersion: { const: "1.1" },
      eventSource: { const: "aws:dynamodb" },
      awsRegion: filledText,
      dynamodb: shape(
        {
          ApproximateCreationDateTime: number,
          Keys: item,
          SequenceNumber: digits,
          SizeBytes: { ...integer, minimum: 1 },
          StreamViewType: { enum: ["KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"] },
        },
        { NewImage: item, OldImage: item },
      ),
      eventSourceARN: arn("dynamodb"),
    },
    {
      userIdentity: shape({
        type: { const: "Service" },
        principalId: { const: "dynamodb.amazonaws.com" },
      }),
    },
  ),
);

const exampleKeys: TableKeys = {
  name: "ExampleTableWithStream",
  keys: [{ name: "Id", type: "N" }],
  viewType: null,
};

const viewTypes = ["KEYS_ONLY", "NEW_AND_OLD_IMAGES", "NEW_IMAGE", "OLD_IMAGE"] as const;

function viewTypeOf(values: OptionValues): StreamViewType {
  const wanted = values.optional("view-type") ?? values.known.table?.viewType;
  return viewTypes.find((each) => each === wanted) ?? "NEW_AND_OLD_IMAGES";
}

function eventNamesOf(values: OptionValues): readonly StreamEventName[] {
  const isByTimeToLive = values.text("ttl-delete") === "true";
  const name = values.optional("event-name") ?? (isByTimeToLive ? "REMOVE" : null);
  if (isByTimeToLive && name !== "REMOVE") {
    refuseOption("ttl-delete", `deletes an item, and the event is ${name}`);
  }
  if (name === "INSERT" || name === "MODIFY" || name === "REMOVE") return values.each(() => name);
  const all = ["INSERT", "MODIFY", "REMOVE"] as const;
  // As many as SAM CLI gives, one of each.
  if (values.count === null) return all;
  return values.each((index) => all[index % all.length] ?? "INSERT");
}

/** An image holds the key of its item. */
function imageOf(values: OptionValues, name: string, keys: Item, sample: Item): Item {
  const given = values.object(name);
  return { ...keys, ...(given === null ? sample : marshalItem(given)) };
}

function build(values: OptionValues, world: EventWorld): JsonObject {
  const table = values.known.table ?? exampleKeys;
  const names = eventNamesOf(values);
  // One of each is the life of one item.
  const isOneLife = values.count === null && names.length > 1;
  const given = values.object("keys");
  const changes = names.map((eventName, index): ItemChange => {
    const keys = given === null ? sampleKey(table, isOneLife ? 0 : index) : marshalItem(given);
    return {
      eventName,
      keys,
      newImage: imageOf(values, "new-image", keys, {
        Message: { S: eventName === "MODIFY" ? "This item has changed" : "New item!" },
      }),
      oldImage: imageOf(values, "old-image", keys, {
        Message: { S: eventName === "REMOVE" && isOneLife ? "This item has changed" : "New item!" },
      }),
      byTimeToLive: values.text("ttl-delete") === "true",
    };
  });
  const stream = { table: values.text("table"), viewType: viewTypeOf(values) };
  return buildDynamoDbEvent(changes, stream, world);
}

export const dynamodbEntries: readonly EventEntry[] = [
  {
    service: "dynamodb",
    event: "update",
    summary: "records of a table's stream",
    kind: "dynamodb",
    batches: true,
    schema: dynamodbSchema,
    build,
    options: [
      {
        name: "table",
        default: "ExampleTableWithStream",
        meaning: "name or logical id of the table; one of the template gives keys and view",
        kind: "text",
        resource: "table",
      },
      {
        name: "event-name",
        default: null,
        meaning: "what happened (default: one record of each)",
        kind: "text",
        choices: ["INSERT", "MODIFY", "REMOVE"],
      },
      {
        name: "keys",
        default: null,
        meaning: 'key of the item: {"id": "1"} or {"id": {"S": "1"}}',
        kind: "json",
      },
      {
        name: "new-image",
        default: null,
        meaning: "the item after the change, plain or with types",
        kind: "json",
      },
      {
        name: "old-image",
        default: null,
        meaning: "the item before the change, plain or with types",
        kind: "json",
      },
      {
        name: "view-type",
        default: null,
        meaning: "what the stream tells (default: of the table, else NEW_AND_OLD_IMAGES)",
        kind: "text",
        choices: viewTypes,
      },
      {
        name: "ttl-delete",
        default: "false",
        meaning: "time to live deleted the item",
        kind: "text",
        choices: ["false", "true"],
      },
    ],
  },
];
