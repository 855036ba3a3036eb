import type { JsonObject } from "../../../../core/json.ts";
import { encodeBase64 } from "../../base64.ts";
import { percentEncode } from "../../query-parameters.ts";
import type { EventEntry } from "../event-entry.ts";
import type { EventOption } from "../event-option.ts";
import { arnIn, isoTime, type EventWorld } from "../event-world.ts";
import { refuseOption, type OptionValues } from "../option-values.ts";
import { arn, filledText, integer, recordsOf, shape, text, time } from "../strict-schema.ts";

/** A notification of a bucket; one of a deletion has an object without `size`, and often without `eTag`. */
export type S3Record<StoredObject = S3StoredObject> = {
  eventVersion: string;
  eventSource: "aws:s3";
  awsRegion: string;
  eventTime: string;
  eventName: string;
  userIdentity: { principalId: string };
  requestParameters: { sourceIPAddress: string };
  responseElements: { "x-amz-request-id": string; "x-amz-id-2": string };
  s3: {
    s3SchemaVersion: "1.0";
    configurationId: string;
    bucket: { name: string; ownerIdentity: { principalId: string }; arn: string };
    object: StoredObject;
  };
};

/** The object of a notification. */
export type S3StoredObject = {
  /** Form-encoded: a space is `+`. */
  key: string;
  /** Bytes. */
  size: number;
  eTag: string;
  versionId?: string;
  sequencer: string;
};

/** The object of a notification of a deletion. */
export type S3RemovedObject = Omit<S3StoredObject, "eTag" | "size"> & { eTag?: string };

/** A batch of one notification: `S3Event` of @types/aws-lambda. */
export type S3Event<StoredObject = S3StoredObject> = { Records: S3Record<StoredObject>[] };

/** A change of an object. */
export interface S3Change {
  readonly bucket: string;
  /** As it is; the event has it encoded. */
  readonly key: string;
  /** Without `s3:`. */
  readonly eventName: string;
  readonly size: number;
  readonly eTag: string;
  readonly versionId?: string;
}

/** A key as notifications have it: form-encoded, slashes kept (S3 guide, "Event message structure"). */
export function encodeKey(key: string): string {
  return percentEncode(key)
    .replaceAll("%2F", "/")
    .replaceAll("%20", "+")
    .replaceAll(/[!'()~]/gu, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

function eventAround<StoredObject>(
  { bucket, eventName }: S3Change,
  stored: StoredObject,
  world: EventWorld,
): S3Event<StoredObject> {
  const { ids, region } = world;
  return {
    Records: [
      {
        eventVersion: "2.1",
        eventSource: "aws:s3",
        awsRegion: region,
        eventTime: isoTime(world),
        eventName,
        userIdentity: { principalId: `AWS:AIDA${ids.upper(17)}` },
        requestParameters: { sourceIPAddress: "127.0.0.1" },
        responseElements: {
          "x-amz-request-id": ids.upper(16),
          "x-amz-id-2": encodeBase64(ids.token(57)),
        },
        s3: {
          s3SchemaVersion: "1.0",
          configurationId: ids.uuid(),
          bucket: {
            name: bucket,
            ownerIdentity: { principalId: `A${ids.upper(13)}` },
            arn: arnIn(world, "s3", bucket, { region: "", account: "" }),
          },
          object: stored,
        },
      },
    ],
  };
}

/**
 * Builds the notification of an object that was written.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function buildS3Event(change: S3Change, world: EventWorld): S3Event {
  const { key, size, eTag, versionId } = change;
  const sequencer = `00${world.ids.hex(16)}`.toUpperCase();
  const version = versionId === undefined ? {} : { versionId };
  return eventAround(change, { key: encodeKey(key), size, eTag, ...version, sequencer }, world);
}

/** Builds the notification of an object that was deleted; a delete marker has a version and an eTag. */
export function buildS3RemovedEvent(change: S3Change, world: EventWorld): S3Event<S3RemovedObject> {
  const { key, eTag, versionId, eventName } = change;
  const sequencer = `00${world.ids.hex(16)}`.toUpperCase();
  const version = versionId === undefined ? {} : { versionId };
  const marker = eventName.endsWith("DeleteMarkerCreated") ? { eTag } : {};
  return eventAround(change, { key: encodeKey(key), ...marker, ...version, sequencer }, world);
}

export const s3Schema = recordsOf(
  "S3 notification",
  shape({
    eventVersion: { type: "string", pattern: "^2\\.[0-9]+$" },
    eventSource: { const: "aws:s3" },
    awsRegion: filledText,
    eventTime: time,
    eventName: { type: "string", pattern: "^[A-Z][A-Za-z]+:[A-Za-z]+$" },
    userIdentity: shape({ principalId: filledText }),
    requestParameters: shape({ sourceIPAddress: filledText }),
    responseElements: shape({ "x-amz-request-id": filledText, "x-amz-id-2": filledText }),
    s3: shape({
      s3SchemaVersion: { const: "1.0" },
      configurationId: text,
      bucket: shape({
        name: filledText,
        ownerIdentity: shape({ principalId: filledText }),
        arn: arn("s3"),
      }),
      object: shape(
        { key: { type: "string", minLength: 1, pattern: '^[^ "<>\\n]*$' }, sequencer: filledText },
        { size: { ...integer, minimum: 0 }, eTag: filledText, versionId: filledText },
      ),
    }),
  }),
);

export const bucketOption: EventOption = {
  name: "bucket",
  default: "example-bucket",
  meaning: "name or logical id of the bucket",
  kind: "text",
  resource: "bucket",
};

export const keyOption: EventOption = {
  name: "key",
  default: "test/key",
  meaning: "key of the object, not encoded",
  kind: "text",
};

export const contentOptions: readonly EventOption[] = [
  {
    name: "content",
    default: "Hello from S3!",
    meaning: "text of the object: gives size and eTag",
    kind: "text",
  },
  {
    name: "size",
    default: null,
    meaning: "bytes of the object (default: those of the content)",
    kind: "integer",
  },
  { name: "etag", default: null, meaning: "eTag (default: MD5 of the content)", kind: "text" },
  {
    name: "version-id",
    default: null,
    meaning: "version, of a bucket with versions",
    kind: "text",
  },
];

/** The change that the options of an entry tell of. */
export function changeOf(
  values: OptionValues,
  eventName: string,
  { digests }: EventWorld,
): S3Change {
  const content = new TextEncoder().encode(values.text("content"));
  const versionId = values.optional("version-id");
  const key = values.text("key");
  if (key === "") refuseOption("key", "is empty, and every object has a key");
  return {
    bucket: values.text("bucket"),
    key,
    eventName,
    size: values.integer("size") ?? content.length,
    eTag: values.optional("etag") ?? digests.md5(content),
    ...(versionId === null ? {} : { versionId }),
  };
}

function buildPut(values: OptionValues, world: EventWorld): JsonObject {
  return buildS3Event(changeOf(values, values.text("event-name"), world), world);
}

function buildDelete(values: OptionValues, world: EventWorld): JsonObject {
  return buildS3RemovedEvent(changeOf(values, values.text("event-name"), world), world);
}

function eventNames(names: readonly string[]): EventOption {
  return {
    name: "event-name",
    default: names[0] ?? null,
    meaning: "what happened",
    kind: "text",
    choices: names,
  };
}

export const s3Entries: readonly EventEntry[] = [
  {
    service: "s3",
    event: "put",
    summary: "an object was written",
    kind: "s3",
    batches: false,
    schema: s3Schema,
    build: buildPut,
    options: [
      bucketOption,
      keyOption,
      eventNames([
        "ObjectCreated:Put",
        "ObjectCreated:Post",
        "ObjectCreated:Copy",
        "ObjectCreated:CompleteMultipartUpload",
      ]),
      ...contentOptions,
    ],
  },
  {
    service: "s3",
    event: "delete",
    summary: "an object was deleted",
    kind: "s3",
    batches: false,
    schema: s3Schema,
    build: buildDelete,
    options: [
      bucketOption,
      keyOption,
      eventNames(["ObjectRemoved:Delete", "ObjectRemoved:DeleteMarkerCreated"]),
      ...contentOptions.filter(({ name }) => name === "version-id" || name === "etag"),
    ],
  },
];
