import { setTimeout as delay } from "node:timers/promises";
import { lookAt } from "../look-at.ts";

/** Milliseconds an editor may take between emptying a file and writing it, or between moving and replacing it. */
const emptyForMs = 100;
const lookEveryMs = 5;

/** Milliseconds after which what was found broken is looked at again: it may have been half written. */
export const halfWrittenMs = 60;

function isEmpty(file: string): boolean {
  const entry = lookAt(file);
  return entry === null || (entry.isFile() && entry.size === 0);
}

/** Waits until no file is empty or gone, as between the two steps of a save; a moment at most. */
export async function untilWritten(files: readonly string[]): Promise<void> {
  const end = performance.now() + emptyForMs;
  while (files.some(isEmpty) && performance.now() < end) await delay(lookEveryMs);
}
