import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/** Milliseconds; longer than any test may take, whose own limit tells first. */
const longestWait = 120_000;

/** Waits for a condition of the outside world, looking again and again. Rejects when nobody can wait any more. */
export async function until<T>(look: () => T | null): Promise<T> {
  for (const end = performance.now() + longestWait; performance.now() < end; await delay(10)) {
    const found = look();
    if (found !== null) return found;
  }
  throw new Error("what was waited for did not happen");
}

/** The text of a file, once it has one. */
export function untilWritten(file: string): Promise<string> {
  return until(() => {
    try {
      const text = readFileSync(file, "utf8");
      return text === "" ? null : text;
    } catch {
      return null;
    }
  });
}

/** Waits until a process runs no more, as /proc tells; one that only waits to be reaped is gone. */
export function untilGone(pid: number): Promise<true> {
  return until(() => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      return stat.slice(stat.lastIndexOf(")") + 2).startsWith("Z") ? true : null;
    } catch {
      return true;
    }
  });
}
