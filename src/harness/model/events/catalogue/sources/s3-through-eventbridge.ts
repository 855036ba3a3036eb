import type { JsonObject } from "../../../../core/json.ts";
import type { EventEntry } from "../event-entry.ts";
import { arnIn, type EventWorld } from "../event-world.ts";
import type { OptionValues } from "../option-values.ts";
import { filledText, integer, shape } from "../strict-schema.ts";
import { choice, envelopeIn, envelopeSchema, ofEventBridge } from "./eventbridge.ts";
import { bucketOption, changeOf, contentOptions, keyOption } from "./s3.ts";

/** The bucket of a notification through EventBridge, where its key is not encoded. */
function buildObjectEvent(
  detailType: "Object Created" | "Object Deleted",
  values: OptionValues,
  world: EventWorld,
): JsonObject {
  const isCreated = detailType === "Object Created";
  const change = changeOf(values, isCreated ? "ObjectCreated:Put" : "ObjectRemoved:Delete", world);
  const isMarker = !isCreated && values.text("deletion-type") === "Delete Marker Created";
  const version = change.versionId ?? (isMarker ? world.ids.token(32) : null);
  return envelopeIn(
    {
      source: "aws.s3",
      detailType,
      resources: [arnIn(world, "s3", change.bucket, { region: "", account: "" })],
      detail: {
        version: "0",
        bucket: { name: change.bucket },
        object: {
          key: change.key,
          ...(isCreated ? { size: change.size } : {}),
          etag: change.eTag,
          ...(version === null ? {} : { "version-id": version }),
          sequencer: `00${world.ids.hex(16)}`.toUpperCase(),
        },
        "request-id": world.ids.upper(16),
        requester: world.account,
        "source-ip-address": "127.0.0.1",
        reason: values.text("reason"),
        ...(isCreated ? {} : { "deletion-type": values.text("deletion-type") }),
      },
    },
    world,
  );
}

const objectSchema = (detailType: string, own: JsonObject, ofObject: JsonObject): JsonObject =>
  envelopeSchema(`S3 ${detailType} through EventBridge`, {
    source: "aws.s3",
    detailType,
    detail: shape({
      version: { const: "0" },
      bucket: shape({ name: filledText }),
      object: shape(
        { key: filledText, etag: filledText, sequencer: filledText, ...ofObject },
        { "version-id": filledText },
      ),
      "request-id": filledText,
      requester: filledText,
      "source-ip-address": filledText,
      reason: filledText,
      ...own,
    }),
  });

export const s3ThroughEventBridgeEntries: readonly EventEntry[] = [
  {
    ...ofEventBridge,
    event: "s3-object-created",
    aliases: ["s3 object-created"],
    summary: "an object was written, through EventBridge",
    schema: objectSchema("Object Created", {}, { size: { ...integer, minimum: 0 } }),
    build: (values, world) => buildObjectEvent("Object Created", values, world),
    options: [
      bucketOption,
      keyOption,
      ...contentOptions,
      choice("reason", "what wrote it", [
        "PutObject",
        "POST Object",
        "CopyObject",
        "CompleteMultipartUpload",
      ]),
    ],
  },
  {
    ...ofEventBridge,
    event: "s3-object-deleted",
    aliases: ["s3 object-deleted"],
    summary: "an object was deleted, through EventBridge",
    schema: objectSchema("Object Deleted", { "deletion-type": filledText }, {}),
    build: (values, world) => buildObjectEvent("Object Deleted", values, world),
    options: [
      bucketOption,
      keyOption,
      ...contentOptions.filter(({ name }) => name !== "size"),
      choice("reason", "what deleted it", ["DeleteObject"]),
      choice("deletion-type", "how it was deleted", [
        "Permanently Deleted",
        "Delete Marker Created",
      ]),
    ],
  },
];
