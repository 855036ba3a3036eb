import { formatProblem } from "../../core/format-problem.ts";
import type { Problem } from "../../core/problem.ts";

const brand = Symbol.for("lockstep-sam.contract-violation");

/**
 * A request or response that does not satisfy its operation. The message names the place in the
 * spec, what was expected, what was found, and how to see it again; `problems` has the same as data.
 */
export class ContractViolation extends Error {
  readonly problems: readonly Problem[];
  readonly [brand] = true;

  constructor(summary: string, problems: readonly Problem[]) {
    super([summary, ...problems.map(formatProblem)].join("\n"));
    this.name = "ContractViolation";
    this.problems = problems;
  }

  /** True for a violation of any copy of the library. */
  static is(value: unknown): value is ContractViolation {
    return typeof value === "object" && value !== null && Reflect.get(value, brand) === true;
  }
}
