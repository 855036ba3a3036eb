import type { JsonObject } from "../../core/json.ts";
import { leavesOfEvent, leavesOfText, type EventLeaves } from "./event-leaves.ts";
import { FieldTree } from "./field-tree.ts";
import { matchSubRule, TooManyChoices, type FieldConstraint } from "./match-sub-rule.ts";
import { PatternRejection } from "./pattern/pattern-rejection.ts";
import type { EventPattern, SubRule } from "./pattern/read-pattern.ts";

/** An event that could not be judged. */
export interface RejectedEvent {
  /** What is wrong with it. */
  readonly rejected: string;
}

/** Constraints of a sub-rule with the numbers of their fields. */
export function numberFields(subRule: SubRule, tree: FieldTree): readonly FieldConstraint[] {
  return subRule.constraints.map(({ path, elements }) => ({
    field: tree.add(path),
    elements,
    takesAbsence: elements.some((element) => element.kind === "absent"),
  }));
}

/** A pattern that is ready for many events. */
export interface PatternMatcher {
  /**
   * Judges an event.
   *
   * @param event its JSON text, which keeps numbers as they are written and repeated keys, or the
   *   parsed object
   */
  readonly match: (event: string | JsonObject) => boolean | RejectedEvent;
}

/** What came of a judgement, or why there was none. */
export function orRejected<T>(judge: () => T): T | RejectedEvent {
  try {
    return judge();
  } catch (error) {
    if (error instanceof PatternRejection || error instanceof TooManyChoices) {
      return { rejected: error.message };
    }
    throw error;
  }
}

/** Values of an event in either form. */
export function leavesOf(event: string | JsonObject, tree: FieldTree): EventLeaves {
  return typeof event === "string" ? leavesOfText(event, tree) : leavesOfEvent(event, tree);
}

/**
 * Prepares a pattern for matching.
 *
 * @param pattern as `readPattern` gives it
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 * @example
 * const pattern = readPattern('{"source": ["orders"]}');
 * if (!("rejected" in pattern)) patternMatcher(pattern).match({ source: "orders" }); // true
 */
export function patternMatcher(pattern: EventPattern): PatternMatcher {
  const tree = new FieldTree();
  const subRules = pattern.subRules.map((subRule) => numberFields(subRule, tree));
  return {
    match: (event) =>
      orRejected(() => {
        const leaves = leavesOf(event, tree);
        return subRules.some((constraints) => matchSubRule(constraints, leaves));
      }),
  };
}
