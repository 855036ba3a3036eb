import { formatLocation, sortProblems, type Problem, type Severity } from "../../core/problem.ts";

/** The findings of one file. */
export interface FileGroup {
  /** `null` for findings without a place. */
  readonly file: string | null;
  /** The most severe first; each entry is one finding, or several told as one. */
  readonly findings: readonly ProblemGroup[];
  readonly problems: readonly Problem[];
}

/** Findings that are told as one. */
export interface ProblemGroup {
  readonly first: Problem;
  /** The same thing at the same place, found again. */
  readonly again: readonly Problem[];
  /** Findings of the same code at other places of the file. */
  readonly alike: readonly Problem[];
}

/** From so many findings of a kind in one file on, one stands for all. */
const fewestToFold = 3;

/** A fault at one place of the sources fails every operation that comes by; the error is what it is known by. */
function sayingOf({ code, message, actual }: Problem): string {
  return code === "conformance/function-failed" && actual !== undefined ? actual : message;
}

function groupBy(
  problems: readonly Problem[],
  keyOf: (problem: Problem) => string,
): readonly (readonly [Problem, ...Problem[]])[] {
  const groups = new Map<string, [Problem, ...Problem[]]>();
  for (const problem of problems) {
    const key = keyOf(problem);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [problem]);
    else group.push(problem);
  }
  return [...groups.values()];
}

function placeOf({ location }: Problem): string {
  return location === undefined ? "" : formatLocation(location);
}

/** The same thing found of several answers is told once, with the evidence of the first. */
function groupSame(problems: readonly Problem[]): readonly ProblemGroup[] {
  return groupBy(problems, (problem) =>
    [problem.code, problem.severity, placeOf(problem), sayingOf(problem)].join("\u0000"),
  ).map(([first, ...again]) => ({ first, again, alike: [] }));
}

/** What an exchange showed has evidence of its own each time; what reading showed differs by its place. */
function isFoldable({ first, again }: ProblemGroup): boolean {
  const { reproduction, details = [], location } = first;
  return (
    again.length === 0 &&
    reproduction === undefined &&
    details.length === 0 &&
    location?.line !== undefined
  );
}

function fold(groups: readonly ProblemGroup[]): readonly ProblemGroup[] {
  const foldable = groupBy(
    groups.filter(isFoldable).map(({ first }) => first),
    ({ code, severity }) => `${code} ${severity}`,
  ).filter((alike) => alike.length >= fewestToFold);
  const followers = new Map(foldable.map(([first, ...alike]) => [first, alike]));
  const folded = new Set([...followers.values()].flat());
  return groups
    .filter(({ first }) => !folded.has(first))
    .map((group) => ({ ...group, alike: followers.get(group.first) ?? [] }));
}

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

function worst(problems: readonly Problem[]): number {
  return Math.min(...problems.map(({ severity }) => rank[severity]));
}

/** Files with errors first, then by name; what has no place last. */
function compareFiles(left: FileGroup, right: FileGroup): number {
  if ((left.file === null) !== (right.file === null)) return left.file === null ? 1 : -1;
  const bySeverity = worst(left.problems) - worst(right.problems);
  if (bySeverity !== 0) return bySeverity;
  return (left.file ?? "") < (right.file ?? "") ? -1 : 1;
}

/**
 * Findings as people read them: by file, the most severe first; the same finding once, and where three or more
 * of one code stand in a file, the first for all of them unless every one is asked for.
 */
export function groupProblems(problems: readonly Problem[], every: boolean): readonly FileGroup[] {
  return groupBy(problems, ({ location }) => location?.file ?? "")
    .map((own) => {
      const sorted = sortProblems(own);
      const same = groupSame(sorted);
      const file = own[0].location?.file ?? null;
      return { file, findings: every ? same : fold(same), problems: sorted };
    })
    .toSorted(compareFiles);
}
