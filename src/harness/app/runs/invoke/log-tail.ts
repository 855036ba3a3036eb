import type { InvocationResult } from "../../../core/function-invoker.ts";

/** What `LogType: Tail` answers with at most (Lambda API reference, Invoke). */
const tailBytes = 4096;

/** The whole log of an invocation as lines; of a stand-in only what it wrote. */
export function logLinesOf({ report, logs }: InvocationResult): readonly string[] {
  return report === null ? logs.map(({ text }) => text) : report.lines;
}

/** The last 4 KB of the log, as the header `X-Amz-Log-Result` has them before Base64. */
export function logTail(result: InvocationResult): Buffer {
  const whole = Buffer.from(
    logLinesOf(result)
      .map((line) => `${line}\n`)
      .join(""),
  );
  return whole.subarray(Math.max(0, whole.length - tailBytes));
}

/** The tail as text: a character that was cut at its beginning is left out. */
export function logTailText(tail: Buffer): string {
  const isContinued = (byte: number): boolean => (byte & 0b1100_0000) === 0b1000_0000;
  const start = tail.findIndex((byte) => !isContinued(byte));
  return tail.subarray(Math.max(0, start)).toString("utf8").trimEnd();
}
