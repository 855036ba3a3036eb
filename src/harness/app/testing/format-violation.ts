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
 * The problems of one answer as text. What several have in common (the operation, the answer, the log,
 * the hint, the command that shows it again) is said once, under the last of them.
 */
export function formatViolation(problems: readonly Problem[]): readonly string[] {
  return problems.map((problem, index) => {
    const later = problems.slice(index + 1);
    const said = evidence.filter((name) =>
      later.some((each) => JSON.stringify(each[name]) === JSON.stringify(problem[name])),
    );
    return formatProblem(without(problem, said));
  });
}
