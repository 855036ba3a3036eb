import { createReadStream, statSync } from "node:fs";
import { resolve } from "node:path";
import type { TextFiles } from "../../core/ports.ts";
import { LockstepError } from "../../core/lockstep-error.ts";

/** Where an event may come from beside a file. */
export interface EventSource {
  readonly root: string;
  readonly files: TextFiles;
  /** What `-` stands for. */
  readonly openStdin: () => AsyncIterable<unknown>;
}

const largestInput = 16 * 1024 * 1024;

function unreadable(message: string): LockstepError {
  return new LockstepError({ code: "project/event-unreadable", message });
}

/** A pipe tells neither its length nor whether it ends, so it is bounded. */
async function readAll(input: AsyncIterable<unknown>, name: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of input) {
    const bytes = chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > largestInput)
      throw unreadable(`${name} gives more than 16 MB: no event is that long.`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function isPipe(path: string): boolean {
  const entry = statSync(path, { throwIfNoEntry: false });
  return entry !== undefined && !entry.isFile() && !entry.isDirectory();
}

/**
 * Text of an event: of standard input for `-`, of a pipe (`/dev/fd/63`), or of a file.
 * Rejects with `project/event-unreadable` for what is not there or longer than 16 MB.
 */
export async function readEventText(name: string, source: EventSource): Promise<string> {
  if (name === "-") return readAll(source.openStdin(), "Standard input");
  const path = resolve(source.root, name);
  try {
    if (isPipe(path)) return await readAll(createReadStream(path), name);
  } catch (error) {
    if (LockstepError.is(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw unreadable(`${name} cannot be read: ${reason}.`);
  }
  const text = source.files.read(name);
  if (text === null) throw unreadable(`There is no event file ${name}.`);
  return text;
}
