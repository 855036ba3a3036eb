import type { Problem, Severity } from "../../core/problem.ts";

const severityNouns: readonly (readonly [severity: Severity, noun: string])[] = [
  ["error", "error"],
  ["warning", "warning"],
  ["info", "note"],
];

/** `2 errors, 1 warning, 1 note`. */
export function countProblems(problems: readonly Problem[]): string {
  return severityNouns
    .flatMap(([severity, noun]) => {
      const number = problems.filter((problem) => problem.severity === severity).length;
      return number === 0 ? [] : [`${number} ${noun}${number === 1 ? "" : "s"}`];
    })
    .join(", ");
}
