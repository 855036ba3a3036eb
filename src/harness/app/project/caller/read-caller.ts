import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { joinPointer } from "../../../core/json-pointer.ts";
import { LockstepError } from "../../../core/lockstep-error.ts";
import { formatLocation } from "../../../core/problem.ts";
import { parseSourceDocument } from "../../../core/source-document.ts";
import type { GivenCaller } from "../../../model/wiring/authorization/given-caller.ts";
import { showPath } from "../project-files.ts";
import {
  faultOfCaller,
  isConfiguredCaller,
  toGivenCaller,
  type ConfiguredCaller,
} from "./configured-caller.ts";

/** Longer than any headers that could carry as much. */
const largestBytes = 1024 * 1024;

const shape =
  'Write for example { "principalId": "user-1", "context": { "tenant": "a" } } for Lambda authorizers, { "claims": { "sub": "user-1" } } for tokens.';

/**
 * The caller that `--as`, an option of the library or the configuration names: a file of JSON or YAML,
 * or the caller itself. `null` without one. Throws `project/config-invalid`, with the place of the fault.
 *
 * @param by what names it, for the message: `--as`, or the configuration file
 */
export function readCaller(
  root: string,
  named: string | ConfiguredCaller | undefined,
  by: string,
): GivenCaller | null {
  if (named === undefined) return null;
  if (typeof named === "string") return readCallerFile(root, named, by);
  const fault = faultOfCaller(named);
  if (fault !== null) throw invalid(`${by}: ${fault.message}.`, shape);
  return toGivenCaller(named);
}

function invalid(message: string, hint: string): LockstepError {
  return new LockstepError({ code: "project/config-invalid", message, hint });
}

function readCallerFile(root: string, named: string, by: string): GivenCaller {
  const file = showPath(root, named);
  const source = parseSourceDocument({ file, text: readText(resolve(root, named), file, by) });
  const [issue] = source.issues.filter(({ kind }) => kind !== "byte-order-mark");
  if (issue !== undefined) {
    throw invalid(`${formatLocation(issue.location)}: ${issue.message}`, shape);
  }
  const { value } = source;
  if (isConfiguredCaller(value)) return toGivenCaller(value);
  const fault = faultOfCaller(value);
  const place = source.locate(joinPointer("", ...(fault?.path ?? [])));
  throw invalid(`${formatLocation(place)}: ${fault?.message ?? "this is no caller"}.`, shape);
}

function readText(path: string, file: string, by: string): string {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (entry?.isFile() !== true) {
    const what = entry === undefined ? "there is no such file" : "that is no file";
    const hint = "Correct the path; it is relative to the project root.";
    throw invalid(`${by} names ${file}, and ${what}.`, hint);
  }
  if (entry.size > largestBytes) {
    throw invalid(`${file} is larger than 1 MB: no caller is that long.`, shape);
  }
  return readFileSync(path, "utf8");
}
