import { createHash } from "node:crypto";
import type { EventDigests } from "../../model/events/catalogue/event-world.ts";

/** The digests AWS writes into events. MD5 is what SQS and S3 have; it protects nothing here. */
export const eventDigests: EventDigests = {
  md5: (bytes) => createHash("md5").update(bytes).digest("hex"),
  sha256: (bytes) => createHash("sha256").update(bytes).digest("hex"),
};
