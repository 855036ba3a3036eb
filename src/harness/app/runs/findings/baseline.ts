import { isObject, parseJson } from "../../../core/json.ts";
import { LockstepError } from "../../../core/lockstep-error.ts";
import type { Problem } from "../../../core/problem.ts";

/** Version of the file's form. */
export const baselineSchema = "lockstep-baseline/1";

/** Findings that are accepted: so many of one code at one place. */
export interface BaselineEntry {
  readonly code: string;
  /** As reports show it; empty for a finding without a place. */
  readonly file: string;
  /** JSON pointer of the place, which moves with the text; `null` where none is known. */
  readonly pointer: string | null;
  /** Where no pointer is known: the message, its numbers as `#`. */
  readonly message: string | null;
  /** The phase of the run that found it. */
  readonly phase: string;
  readonly count: number;
}

/** What an entry is known by: not the line, which shifts with every edit above it. */
export function keyOfEntry({ code, file, pointer, message }: Omit<BaselineEntry, "count">): string {
  return [file, code, pointer ?? "", message ?? ""].join("\u0000");
}

/** The entry of one finding. */
export function toEntry(phase: string, { code, location, message }: Problem): BaselineEntry {
  const pointer = location?.pointer ?? null;
  return {
    code,
    file: location?.file ?? "",
    pointer,
    message: pointer === null ? message.replaceAll(/\d+/g, "#") : null,
    phase,
    count: 1,
  };
}

/** Entries of the same finding as one, in the order of the file. */
export function gatherEntries(entries: readonly BaselineEntry[]): readonly BaselineEntry[] {
  const gathered = new Map<string, BaselineEntry>();
  for (const entry of entries) {
    const key = keyOfEntry(entry);
    const before = gathered.get(key);
    gathered.set(
      key,
      before === undefined ? entry : { ...before, count: before.count + entry.count },
    );
  }
  return [...gathered.entries()]
    .toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
    .map(([, entry]) => entry);
}

/** The text of a baseline file: sorted, one finding a line, the same findings always the same bytes. */
export function formatBaseline(entries: readonly BaselineEntry[]): string {
  const lines = gatherEntries(entries).map(({ file, code, pointer, message, phase, count }) =>
    JSON.stringify({
      file,
      code,
      ...(pointer === null ? { message } : { pointer }),
      phase,
      count,
    }),
  );
  const list = lines.length === 0 ? "[]" : `[\n    ${lines.join(",\n    ")}\n  ]`;
  return `{\n  "schema": "${baselineSchema}",\n  "findings": ${list}\n}\n`;
}

function readEntry(value: unknown): BaselineEntry | null {
  if (!isObject(value)) return null;
  const { code, file, pointer = null, message = null, phase, count } = value;
  const isText = (each: unknown): each is string => typeof each === "string";
  if (!isText(code) || !isText(file) || !isText(phase)) return null;
  if (typeof count !== "number" || !Number.isInteger(count) || count < 1) return null;
  if (pointer !== null && !isText(pointer)) return null;
  if (message !== null && !isText(message)) return null;
  return { code, file, pointer, message, phase, count };
}

function unusable(file: string, why: string): LockstepError {
  return new LockstepError({
    code: "project/baseline-unreadable",
    message: `${file} is no baseline that can be read: ${why}.`,
  });
}

/** Reads a baseline file. Throws `project/baseline-unreadable`. */
export function parseBaseline(file: string, text: string): readonly BaselineEntry[] {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    throw unusable(file, error instanceof Error ? error.message : String(error));
  }
  if (!isObject(value) || value["schema"] !== baselineSchema || !Array.isArray(value["findings"])) {
    throw unusable(file, `it does not say "schema": "${baselineSchema}" with a list of findings`);
  }
  const list: readonly unknown[] = value["findings"];
  return list.map((each, index) => {
    const entry = readEntry(each);
    if (entry === null) throw unusable(file, `/findings/${index} lacks what a finding is known by`);
    return entry;
  });
}
