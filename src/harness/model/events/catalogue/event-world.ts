import type { SeededIds } from "./seeded-ids.ts";

/** Digests AWS writes into events; made by the host. */
export interface EventDigests {
  /** Lower-case hexadecimal MD5 of bytes. */
  md5(bytes: Uint8Array): string;
  /** Lower-case hexadecimal SHA-256 of bytes. */
  sha256(bytes: Uint8Array): string;
}

/** Where and when events are made: all of an event that its options do not say. */
export interface EventWorld {
  /** 12 digits. */
  readonly account: string;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  readonly region: string;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  readonly ids: SeededIds;
  readonly digests: EventDigests;
}

/** What an ARN leaves out. */
interface ArnOmissions {
  readonly region?: "";
  readonly account?: "";
}

/** An ARN of the world's partition, region and account (source: AWS General Reference, "Amazon Resource Names"). */
export function arnIn(
  world: EventWorld,
  service: string,
  resource: string,
  omitted: ArnOmissions = {},
): string {
  const { region = world.region, account = world.account } = omitted;
  return `arn:${world.partition}:${service}:${region}:${account}:${resource}`;
}

/** The DNS suffix of a partition's endpoints. */
export function dnsSuffixOf({ partition }: EventWorld): string {
  return partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}

/** The world's time as `2030-01-01T00:00:00.000Z`. */
export function isoTime({ now }: EventWorld): string {
  return new Date(now).toISOString();
}
