import { formatLocation, type Problem } from "../../../core/problem.ts";

function show(problem: Problem): string {
  const where = problem.location === undefined ? "" : `${formatLocation(problem.location)}: `;
  const values =
    problem.expected === undefined
      ? []
      : [`  expected: ${problem.expected}`, `  actual:   ${problem.actual ?? ""}`];
  return [
    `${where}${problem.message} [${problem.code}]`,
    ...values,
    ...(problem.hint === undefined ? [] : [`  ${problem.hint}`]),
  ].join("\n");
}

/** Fails a consumer's test run: its contract cannot be what is committed. */
export class ContractError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(show).join("\n"));
    this.name = "ContractError";
    this.problems = problems;
  }
}
