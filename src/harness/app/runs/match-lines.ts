import { isObject } from "../../core/json.ts";
import { filterMatcher } from "../../model/eventbridge/filters/filter-matcher.ts";
import {
  patternModes,
  refusalMessage,
  type PatternMode,
} from "../../model/eventbridge/pattern/pattern-mode.ts";
import { readPattern } from "../../model/eventbridge/pattern/read-pattern.ts";

/** What a line came to: `{"matched": true}`, or why there is no answer. */
export type LineAnswer = { readonly matched: boolean } | { readonly rejected: string };

/** Patterns kept ready: lines often ask for few of them, again and again. */
const mostKept = 1000;

interface Kept {
  readonly match: (event: string) => LineAnswer;
}

interface Asked {
  readonly pattern: string;
  readonly event: string;
  readonly mode: PatternMode;
}

function decodeText(base64: string): string | null {
  return /^[A-Za-z0-9+/]*={0,2}$/u.test(base64) ? Buffer.from(base64, "base64").toString() : null;
}

function prepare({ pattern: source, mode }: Asked): Kept {
  const pattern = readPattern(source, mode);
  if ("rejected" in pattern) {
    // A rule's reason stands alone; what other services say of a filter is a whole sentence.
    const rejected =
      mode === "eventbridge" ? pattern.rejected : refusalMessage(mode, pattern.rejected);
    return { match: () => ({ rejected }) };
  }
  const matcher = filterMatcher(pattern, mode, decodeText);
  return {
    match: (event) => {
      const matched = matcher.match(event);
      return typeof matched === "boolean" ? { matched } : matched;
    },
  };
}

function readLine(line: string): Asked | "no-mode" | null {
  try {
    const value: unknown = JSON.parse(line);
    if (!isObject(value)) return null;
    const { pattern, event, mode: named = "eventbridge" } = value;
    const mode = patternModes.find((each) => each === named);
    if (typeof pattern !== "string" || typeof event !== "string") return null;
    return mode === undefined ? "no-mode" : { pattern, event, mode };
  } catch {
    return null;
  }
}

/**
 * Answers lines of `{"pattern": text, "event": text}`, both JSON texts of their own, one line each. An
 * optional `mode` names who reads the pattern. Empty lines are passed over.
 *
 * @param lines `null` stands for one that is too long to be read
 */
export async function* matchLines(lines: AsyncIterable<string | null>): AsyncGenerator<LineAnswer> {
  const kept = new Map<string, Kept>();
  for await (const line of lines) {
    if (line === null) {
      yield { rejected: "The line is longer than 32 MB." };
      continue;
    }
    if (line.trim() === "") continue;
    const asked = readLine(line);
    if (asked === "no-mode") {
      yield { rejected: `The mode is none of ${patternModes.join(", ")}.` };
      continue;
    }
    if (asked === null) {
      yield { rejected: 'The line is not {"pattern": text, "event": text}.' };
      continue;
    }
    const key = `${asked.mode} ${asked.pattern}`;
    const known = kept.get(key) ?? prepare(asked);
    if (kept.size < mostKept) kept.set(key, known);
    yield known.match(asked.event);
  }
}
