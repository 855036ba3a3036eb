import type { CodeEntry, Severity } from "./codes/code-entry.ts";
import type { JsonPointer } from "./json-pointer.ts";
import { problemCodes, type ProblemCode } from "./problem-codes.ts";

export type { Severity } from "./codes/code-entry.ts";

/**
 * A place in a file the user can open.
 * `file` is relative to the project root with `/` separators; `line` and `column` count from 1.
 */
export interface SourceLocation {
  readonly file: string;
  readonly pointer?: JsonPointer;
  readonly line?: number;
  readonly column?: number;
}

/** A second place that explains a problem, e.g. the other use of a duplicate name. */
export interface RelatedLocation {
  readonly message: string;
  readonly location: SourceLocation;
}

/**
 * One finding: a broken contract, a broken wiring, a bad input file. Problems are data: they are
 * returned, collected and reported, never thrown.
 */
export interface Problem {
  /** `layer/what-is-wrong`, registered in `problemCodes` and explained in docs/problems.md. */
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** One sentence that names the thing: what is wrong, not how it was found. */
  readonly message: string;
  readonly location?: SourceLocation;
  readonly related: readonly RelatedLocation[];
  readonly expected?: string;
  readonly actual?: string;
  /** The next action, in the imperative. */
  readonly hint?: string;
  /** The operation concerned, as `METHOD /path` or its operationId. */
  readonly operation?: string;
  /** A command that shows the problem again (curl), secrets masked. */
  readonly reproduction?: string;
  /** Longer evidence, printed indented: a stack trace, a body, log lines. */
  readonly details?: readonly string[];
}

const longestMessage = 4000;

/** What a caller says of a problem; severity and hint default to the registry's. */
export interface ProblemInput extends Partial<Omit<Problem, "code" | "message">> {
  readonly code: ProblemCode;
  readonly message: string;
}

/**
 * Builds a problem, taking what is not said from the code's registry entry.
 *
 * @example
 * createProblem({ code: "template/not-found", message: "No template.yaml in this folder." })
 */
export function createProblem(input: ProblemInput): Problem {
  const entry: CodeEntry = problemCodes[input.code];
  const { code, message: said, severity = entry.severity, related = [], ...rest } = input;
  const hint = rest.hint ?? entry.hint;
  const message = shorten(said);
  return { code, severity, message, related, ...rest, ...(hint === undefined ? {} : { hint }) };
}

/** A name out of a hostile file may be a megabyte long; nobody reads it. */
function shorten(message: string): string {
  return message.length <= longestMessage ? message : `${message.slice(0, longestMessage)}…`;
}

/** `openapi.yaml:12:5`, as far as the parts are known. */
export function formatLocation(location: SourceLocation): string {
  const parts = [location.file, location.line, location.column];
  const place = parts.filter((part) => part !== undefined).join(":");
  return location.line === undefined && location.pointer !== undefined && location.pointer !== ""
    ? `${place}#${location.pointer}`
    : place;
}

/** Orders problems by severity, then by place, so that output is the same on every run. */
export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  const rank: Record<Severity, number> = { error: 0, warning: 1, info: 2 };
  const key = (problem: Problem): string => {
    const at = problem.location;
    const number = (value: number | undefined): string => String(value ?? 0).padStart(8, "0");
    return [rank[problem.severity], at?.file ?? "", number(at?.line), number(at?.column)].join(
      "\u0000",
    );
  };
  return problems
    .map((problem, index) => ({ problem, index, key: key(problem) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.index - b.index))
    .map(({ problem }) => problem);
}
