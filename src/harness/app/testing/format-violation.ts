import { formatProblem } from "../../core/format-problem.ts";
import type { Problem } from "../../core/problem.ts";

const evidence = ["operation", "details", "hint", "reproduction"] as const;

type Evidence = (typeof evidence)[number];

function without(problem: Problem, names: readonly Evidence[]): Problem {
  const left: Partial<Record<Evidence, unknown>> & Problem = { ...problem };
  for (const name of names) Reflect.deleteProperty(left, name);
  return left;
}

/**
 * The problems of one answer as text. What they all have in common (the answer, the log, the command
 * that shows it again) is said once, after the last.
 */
export function formatViolation(problems: readonly Problem[]): readonly string[] {
  const [first] = problems;
  if (first === undefined || problems.length === 1) return problems.map(formatProblem);
  const shared = evidence.filter((name) =>
    problems.every((each) => JSON.stringify(each[name]) === JSON.stringify(first[name])),
  );
  const last = problems.length - 1;
  return problems.map((problem, index) =>
    formatProblem(index === last ? problem : without(problem, shared)),
  );
}
