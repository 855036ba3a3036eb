import { createProblem } from "../../../core/problem.ts";
import { refusalMessage } from "../../eventbridge/pattern/pattern-mode.ts";
import { readPattern } from "../../eventbridge/pattern/read-pattern.ts";
import { declaredFilters } from "../filters.ts";
import type { WiringRule } from "../wiring-facts.ts";

/**
 * Filters that Lambda, EventBridge Pipes or SNS refuse when the stack deploys (source: their errors as
 * recorded, and Event Ruler, which all of them read patterns with).
 */
export const filterRejected: WiringRule = ({ template }) =>
  declaredFilters(template).flatMap(({ owner, mode, pattern, location }) => {
    const read = readPattern(pattern, mode);
    if (!("rejected" in read)) return [];
    return [
      createProblem({
        code: "wiring/filter-rejected",
        message: `The filter of ${owner} is refused: ${read.rejected}`,
        location,
        actual: refusalMessage(mode, read.rejected),
        hint: "Mend the pattern; values stand in lists, operators in objects within them.",
      }),
    ];
  });
