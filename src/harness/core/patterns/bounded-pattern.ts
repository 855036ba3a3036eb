import { createLinearMatch, type LinearMatch } from "./linear-match.ts";
import { parsePattern } from "./parse-pattern.ts";
import { estimateCost } from "./pattern-cost.ts";

/** A regular expression that gives its verdict in bounded time. */
export interface BoundedPattern {
  /** Whether a text holds a match; `null` where nothing can tell in time. */
  matches(text: string): boolean | null;
  /** False where texts of ordinary length may get no verdict. */
  readonly isJudged: boolean;
}

/** Characters of a text that a pattern should have a verdict on. */
const ordinaryLength = 60;

/**
 * Wraps an expression so that it cannot run for ever: texts on which it might backtrack too often are matched
 * without backtracking, with the same verdict. References back, lookbehind and sheer size stand in the way of that;
 * then there is no verdict on such texts.
 *
 * @example
 * const pattern = boundPattern(/^(a+)+$/u);
 * pattern.matches(`${"a".repeat(40)}!`); // false, at once
 */
export function boundPattern(expression: RegExp): BoundedPattern {
  const isCostly = estimateCost(expression.source);
  let linear: LinearMatch | null | undefined;
  const matchLinearly = (): LinearMatch | null => {
    if (linear !== undefined) return linear;
    const node = parsePattern(expression);
    linear = node === null ? null : createLinearMatch(node, expression.flags);
    return linear;
  };
  return {
    matches: (text) =>
      isCostly(text.length) ? (matchLinearly()?.(text) ?? null) : expression.test(text),
    get isJudged() {
      return !isCostly(ordinaryLength) || matchLinearly() !== null;
    },
  };
}
