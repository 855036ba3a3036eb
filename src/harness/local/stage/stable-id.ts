import { createHash } from "node:crypto";

/**
 * An id like the ones API Gateway gives out (lower-case letters and digits), always the same for
 * the same text.
 *
 * @param length characters, at most 20
 */
export function stableId(text: string, length: number): string {
  const digest = createHash("sha256").update(text).digest("hex");
  return BigInt(`0x${digest}`).toString(36).padStart(length, "0").slice(-length);
}
