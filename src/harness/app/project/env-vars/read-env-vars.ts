import { closeSync, openSync, readSync } from "node:fs";
import { resolve } from "node:path";
import { LockstepError } from "../../../core/lockstep-error.ts";
import { formatLocation } from "../../../core/problem.ts";
import { noteFile } from "../file-journal.ts";
import { showPath } from "../project-files.ts";
import type { EnvVars } from "./env-vars.ts";
import { parseEnvVars, type EnvVarsFault } from "./parse-env-vars.ts";
import { lookAt } from "../../../local/lambda/look-at.ts";

/** Longer than all the variables of a thousand functions. */
const largestBytes = 4 * 1024 * 1024;
const chunkBytes = 64 * 1024;

/** Byte order marks, the longest first. */
const marks: readonly (readonly [name: string, bytes: readonly number[]])[] = [
  ["UTF-8 with a byte order mark", [0xef, 0xbb, 0xbf]],
  ["UTF-16 (little endian)", [0xff, 0xfe]],
  ["UTF-16 (big endian)", [0xfe, 0xff]],
];

/**
 * Reads a file of variables: JSON in SAM CLI's forms, or NAME=VALUE lines. It may be a pipe
 * (`<(sops decrypt env.json)`).
 *
 * Throws `project/env-vars-unreadable` for what is not there or is not UTF-8 without a mark, and
 * `project/env-vars-invalid` with the place of each fault.
 *
 * @param named relative to the project root, or absolute
 * @param by what names it, for the message: `--env-vars`
 */
export function readEnvVars(root: string, named: string, by: string): EnvVars {
  const file = showPath(root, named);
  const parsed = parseEnvVars(file, readText(resolve(root, named), file, by));
  if (parsed.ok) return parsed.vars;
  throw refuseEnvVars(parsed.faults);
}

/** The first fault as the message, the others below it. */
export function refuseEnvVars(faults: readonly EnvVarsFault[]): LockstepError {
  const [first, ...others] = faults.map(({ location, message, hint }) => ({
    sentence: `${formatLocation(location)}: ${message}`,
    hint,
  }));
  return new LockstepError({
    code: "project/env-vars-invalid",
    message: first?.sentence ?? "The variables cannot be read.",
    ...(first === undefined ? {} : { hint: first.hint }),
    ...(others.length === 0 ? {} : { details: others.map(({ sentence }) => sentence) }),
  });
}

function unreadable(message: string, hint: string): LockstepError {
  return new LockstepError({ code: "project/env-vars-unreadable", message, hint });
}

/** What pipes gave, by path: they give it once, and whoever loads the project again asks again. */
const drained = new Map<string, Buffer>();

function readText(path: string, file: string, by: string): string {
  const entry = lookAt(path);
  // A look at a pipe would take what is in it.
  if (entry === null || entry.isFile()) noteFile(path, "content");
  if (entry === null || entry.isDirectory()) {
    throw unreadable(
      entry === null
        ? `${by} names ${file}, and there is no such file.`
        : `${by} names ${file}, which is a folder.`,
      "Correct the path; it is relative to the project root.",
    );
  }
  const bytes = drained.get(path) ?? readBytes(path, file);
  if (entry.isFIFO()) drained.set(path, bytes);
  const mark = marks.find(([, known]) => known.every((byte, index) => bytes[index] === byte));
  if (mark !== undefined) throw marked(file, mark[0]);
  // Of UTF-16 without a mark every other byte of plain text is zero.
  if (bytes.includes(0)) throw marked(file, "UTF-16, or no text at all");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw marked(file, "in another encoding than UTF-8");
  }
}

/** A pipe tells neither its length nor whether it ends. */
function readBytes(path: string, file: string): Buffer {
  const chunks: Buffer[] = [];
  let left = largestBytes;
  let descriptor: number | null = null;
  try {
    descriptor = openSync(path, "r");
    for (;;) {
      const chunk = Buffer.alloc(chunkBytes);
      const length = readSync(descriptor, chunk);
      if (length === 0) return Buffer.concat(chunks);
      left -= length;
      if (left < 0) break;
      chunks.push(chunk.subarray(0, length));
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw unreadable(`${file} cannot be read: ${reason}.`, "Check who may read the file.");
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
  throw tooLarge(file);
}

function tooLarge(file: string): LockstepError {
  return unreadable(
    `${file} is larger than 4 MB: no variables are that long.`,
    "Lambda takes 4 KB of variables for a function.",
  );
}

function marked(file: string, what: string): LockstepError {
  return unreadable(
    `${file} is ${what}; variables are read as UTF-8 without a byte order mark.`,
    `Save it as UTF-8 without a byte order mark. In PowerShell 7: (Get-Content ${file}) | Set-Content -Encoding utf8NoBOM ${file}`,
  );
}
