import { posix } from "node:path";
import type { Problem, Severity } from "../../core/problem.ts";
import { sortProblems } from "../../core/problem.ts";

/** Where the workflow's files lie. */
export interface AnnotationPlace {
  /** Absolute root of the project, with `/` separators. */
  readonly root: string;
  /** `GITHUB_WORKSPACE`, absolute; `null` where it is not said. */
  readonly workspace: string | null;
}

/**
 * How many annotations of one kind GitHub shows for a step; it drops those after them without a word.
 * Source: actions/toolkit, docs/problem-matchers.md ("10 warning annotations and 10 error annotations per
 * step"); that notices have the same limit is assumed.
 */
export const mostPerKind = 10;

const kinds: readonly (readonly [severity: Severity, command: string])[] = [
  ["error", "error"],
  ["warning", "warning"],
  ["info", "notice"],
];

/** As the runner reads a message: a line break would end the command. */
function escapeMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** As the runner reads a property, which a colon and a comma would end. */
function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

function pathOf(file: string, { root, workspace }: AnnotationPlace): string {
  const absolute = posix.isAbsolute(file) ? file : posix.join(root, file);
  return workspace === null ? file : posix.relative(workspace, absolute);
}

function toCommand(command: string, problem: Problem, place: AnnotationPlace): string {
  const { code, message, hint, location } = problem;
  const properties = [
    ...(location === undefined
      ? []
      : [
          ["file", pathOf(location.file, place)] as const,
          ...(location.line === undefined ? [] : [["line", String(location.line)] as const]),
          ...(location.line === undefined || location.column === undefined
            ? []
            : [["col", String(location.column)] as const]),
        ]),
    ["title", code] as const,
  ];
  const text = hint === undefined ? message : `${message}\nHint: ${hint}`;
  const list = properties.map(([name, value]) => `${name}=${escapeProperty(value)}`).join(",");
  return `::${command} ${list}::${escapeMessage(text)}`;
}

function leftOut(counts: readonly (readonly [severity: string, number: number])[]): string | null {
  const parts = counts
    .filter(([, number]) => number > 0)
    .map(([noun, number]) => `${number} more ${noun}${number === 1 ? "" : "s"}`);
  return parts.length === 0
    ? null
    : `GitHub shows ${mostPerKind} annotations of a kind for a step; not annotated: ${parts.join(", ")}. All are in the report.`;
}

/**
 * Findings as workflow commands, which GitHub shows at their lines: the first ten errors, warnings and
 * notices, and a line that says how many were left out.
 *
 * @example
 * renderAnnotations(problems, { root: "/home/runner/work/app/app", workspace: "/home/runner/work/app/app" })
 * // ["::error file=openapi.yaml,line=3,col=5,title=openapi/dangling-reference::The reference …"]
 */
export function renderAnnotations(
  problems: readonly Problem[],
  place: AnnotationPlace,
): readonly string[] {
  const sorted = sortProblems(problems);
  const lines: string[] = [];
  const counts: (readonly [noun: string, number: number])[] = [];
  for (const [severity, command] of kinds) {
    const own = sorted.filter((problem) => problem.severity === severity);
    for (const problem of own.slice(0, mostPerKind)) lines.push(toCommand(command, problem, place));
    counts.push([command, Math.max(0, own.length - mostPerKind)]);
  }
  const rest = leftOut(counts);
  return rest === null ? lines : [...lines, rest];
}
