import { fileURLToPath } from "node:url";
import type { Problem } from "../../core/problem.ts";
import { formatViolation } from "./format-violation.ts";

const brand = Symbol.for("lockstep-sam.contract-violation");

/** Where the library's own files lie, as stack lines name them. */
const ownFolders = [
  new URL("../../", import.meta.url).href,
  fileURLToPath(new URL("../../", import.meta.url)),
];

/** The first line of the stack is then the test's own. */
function withoutOwnFrames(stack: string): string {
  const lines = stack.split("\n");
  const isOwn = (line: string): boolean =>
    /^\s+at /.test(line) && ownFolders.some((folder) => line.includes(folder));
  return lines.filter((line) => !isOwn(line)).join("\n");
}

/**
 * A request or response that does not satisfy its operation. The message names the place in the
 * spec, what was expected, what was found, and how to see it again; `problems` has the same as data.
 */
export class ContractViolation extends Error {
  /** Each with its code, place in the spec, expectation and finding. Runners do not print them again. */
  declare readonly problems: readonly Problem[];

  constructor(summary: string, problems: readonly Problem[]) {
    super([summary, ...formatViolation(problems)].join("\n"));
    this.name = "ContractViolation";
    for (const [name, value] of [
      ["problems", problems],
      [brand, true],
    ] as const) {
      Object.defineProperty(this, name, { value, enumerable: false });
    }
    if (this.stack !== undefined) this.stack = withoutOwnFrames(this.stack);
  }

  /** True for a violation of any copy of the library. */
  static is(value: unknown): value is ContractViolation {
    return typeof value === "object" && value !== null && Reflect.get(value, brand) === true;
  }
}
