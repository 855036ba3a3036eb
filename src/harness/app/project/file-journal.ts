import { AsyncLocalStorage } from "node:async_hooks";
import { resolve } from "node:path";
import type { Interest } from "../../local/lambda/sources/file-stamps.ts";

const journal = new AsyncLocalStorage<Map<string, Interest>>();

/**
 * Notes that a file was read, or was looked for, for whoever keeps a journal of it.
 *
 * @param file absolute, or relative to the working directory
 */
export function noteFile(file: string, interest: Interest): void {
  const notes = journal.getStore();
  const path = resolve(file);
  if (notes?.get(path) !== "content") notes?.set(path, interest);
}

/**
 * Runs work and notes in a journal every file of the project that it reads or looks for, down to its
 * last step or its failure.
 */
export function withFileJournal<T>(
  notes: Map<string, Interest>,
  work: () => Promise<T>,
): Promise<T> {
  return journal.run(notes, work);
}
