import { createProblem } from "../../../core/problem.ts";
import { readPattern } from "../../eventbridge/pattern/read-pattern.ts";
import { eventRulesOf } from "../event-rules.ts";
import type { WiringRule } from "../wiring-facts.ts";

/**
 * Event patterns that EventBridge refuses when the stack deploys, in its own words (source:
 * `InvalidEventPatternException` as recorded, and Event Ruler, the matcher EventBridge publishes). What
 * hangs on a value only AWS knows is not judged.
 */
export const eventPatternRejected: WiringRule = ({ template }) =>
  eventRulesOf(template).flatMap(({ owner, pattern, location }) => {
    if (pattern === null) return [];
    const read = readPattern(pattern);
    if (!("rejected" in read)) return [];
    return [
      createProblem({
        code: "wiring/event-pattern-rejected",
        message: `EventBridge refuses the event pattern of ${owner}. Reason: ${read.rejected}`,
        location,
        hint: "Mend the pattern; `lockstep events match FILE` then tells which events it matches.",
      }),
    ];
  });
