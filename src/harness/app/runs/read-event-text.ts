import { createReadStream, readFileSync, statSync } from "node:fs";
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

function unreadable(message: string, hint?: string): LockstepError {
  const told = hint === undefined ? {} : { hint };
  return new LockstepError({ code: "project/event-unreadable", message, ...told });
}

/** What UTF-8 has in the place of bytes it cannot read. */
const replacement = "\uFFFD";

/** Throws for bytes in another encoding; of UTF-16 whoever validates the event tells more. */
function decode(bytes: Uint8Array, name: string): string {
  const text = Buffer.from(bytes).toString("utf8");
  if (!text.includes(replacement) || text.startsWith(replacement.repeat(2))) return text;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const before = text.slice(0, text.indexOf(replacement)).split("\n");
    const place = `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
    throw unreadable(`${name} is not UTF-8 (at ${place}).`, "Save it as UTF-8.");
  }
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
  return decode(Buffer.concat(chunks), name);
}

function isPipe(path: string): boolean {
  const entry = statSync(path, { throwIfNoEntry: false });
  return entry !== undefined && !entry.isFile() && !entry.isDirectory();
}

function noFile(name: string, path: string): LockstepError {
  if (/^\s*[{[]/.test(name)) {
    const hint = "Give the event itself by a pipe: echo '{}' | lockstep invoke -e -";
    return unreadable("The name of an event file was expected, and this looks like JSON.", hint);
  }
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  return unreadable(isFolder ? `${name} is a folder.` : `There is no event file ${name}.`);
}

/**
 * Text of an event: of standard input for `-`, of a pipe (`/dev/fd/63`), or of a file.
 * Rejects with `project/event-unreadable` for what is not there, no UTF-8 or longer than 16 MB.
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
  if (text === null) throw noFile(name, path);
  return text.includes(replacement) ? decode(readFileSync(path), name) : text;
}
