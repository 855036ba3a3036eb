import type { Clock, Ids } from "./ports.ts";

/** The time in seconds, as the 8 hexadecimal digits a trace id has of it. */
export function hexSeconds(milliseconds: number): string {
  return Math.floor(milliseconds / 1000)
    .toString(16)
    .padStart(8, "0");
}

/**
 * A trace header for an invocation that nobody traces: `Root=1-…-…;Parent=…;Sampled=0` (source: AWS X-Ray
 * developer guide, "Tracing header": the root holds the epoch time in seconds).
 */
export function newTraceHeader(clock: Pick<Clock, "now">, ids: Pick<Ids, "hex">): string {
  return `Root=1-${hexSeconds(clock.now())}-${ids.hex(24)};Parent=${ids.hex(16)};Sampled=0`;
}
