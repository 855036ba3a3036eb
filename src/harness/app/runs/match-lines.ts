import { isObject } from "../../core/json.ts";
import { patternMatcher } from "../../model/eventbridge/match-pattern.ts";
import { readPattern } from "../../model/eventbridge/pattern/read-pattern.ts";

/** What a line came to: `{"matched": true}`, or why there is no answer. */
export type LineAnswer = { readonly matched: boolean } | { readonly rejected: string };

/** Patterns kept ready: lines often ask for few of them, again and again. */
const mostKept = 1000;

interface Kept {
  readonly match: (event: string) => LineAnswer;
}

function prepare(source: string): Kept {
  const pattern = readPattern(source);
  if ("rejected" in pattern) {
    const { rejected } = pattern;
    return { match: () => ({ rejected }) };
  }
  const matcher = patternMatcher(pattern);
  return {
    match: (event) => {
      const matched = matcher.match(event);
      return typeof matched === "boolean" ? { matched } : matched;
    },
  };
}

function readLine(line: string): { readonly pattern: string; readonly event: string } | null {
  try {
    const value: unknown = JSON.parse(line);
    if (!isObject(value)) return null;
    const { pattern, event } = value;
    return typeof pattern === "string" && typeof event === "string" ? { pattern, event } : null;
  } catch {
    return null;
  }
}

/**
 * Answers lines of `{"pattern": text, "event": text}`, both JSON texts of their own, one line each.
 * Empty lines are passed over.
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
    if (asked === null) {
      yield { rejected: 'The line is not {"pattern": text, "event": text}.' };
      continue;
    }
    const known = kept.get(asked.pattern) ?? prepare(asked.pattern);
    if (kept.size < mostKept) kept.set(asked.pattern, known);
    yield known.match(asked.event);
  }
}
