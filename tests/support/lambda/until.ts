import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/** Waits for a condition of the outside world, looking again and again; mocha's own limit ends it. */
export async function until<T>(look: () => T | null): Promise<T> {
  for (;;) {
    const found = look();
    if (found !== null) return found;
    await delay(10);
  }
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

/** Waits until no process has this id. */
export function untilGone(pid: number): Promise<true> {
  return until(() => {
    try {
      process.kill(pid, 0);
      return null;
    } catch {
      return true;
    }
  });
}
