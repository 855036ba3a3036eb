import { formatLocation, type Problem } from "../../core/problem.ts";
import { countProblems } from "./count-problems.ts";
import { docsAnchor } from "./docs-anchor.ts";
import { groupProblems, type FileGroup, type ProblemGroup } from "./group-problems.ts";
import { renderProblem, type ReadText } from "./render-problem.ts";
import type { AcceptedFinding } from "./run-result.ts";
import type { Paint } from "./text-style.ts";

/** How findings are drawn. */
export interface FindingOptions {
  readonly paint: Paint;
  readonly readText: ReadText;
  /** Every finding whole, what was accepted, and where codes are explained. */
  readonly verbose?: boolean;
}

/** So many of a kind are named, the rest is counted. */
const mostAlike = 12;
const widestAlike = 110;

function seenLine({ first, again }: ProblemGroup, paint: Paint): readonly string[] {
  if (again.length === 0) return [];
  const operations = new Set([first, ...again].flatMap(({ operation }) => operation ?? []));
  const where = operations.size < 2 ? "" : ` (${[...operations].join(", ")})`;
  return [`    ${paint("dim", "seen:")} ${again.length + 1} times${where}, this is the first`];
}

/** The message with the words every other one has too. */
function shapeOf({ message, operation }: Problem): string {
  return operation === undefined ? message : message.replaceAll(operation, "\u0000");
}

function alikeText(problem: Problem, first: Problem): string {
  if (problem.operation !== undefined && shapeOf(problem) === shapeOf(first)) {
    return problem.operation;
  }
  const [line = ""] = problem.message.split("\n");
  return line.length > widestAlike ? `${line.slice(0, widestAlike - 1)}…` : line;
}

/** The others of a kind: their places, and what is different about each. */
function alikeLines({ first, alike }: ProblemGroup, paint: Paint): readonly string[] {
  if (alike.length === 0) return [];
  const places = alike.map(({ location }) =>
    location === undefined ? "" : formatLocation(location),
  );
  const shown = alike.slice(0, mostAlike);
  const width = Math.max(...places.slice(0, mostAlike).map((place) => place.length));
  const left = alike.length - shown.length;
  return [
    `    ${paint("dim", `and ${alike.length} more like this:`)}`,
    ...shown.map((problem, index) => {
      const place = (places[index] ?? "").padEnd(width);
      return `      ${paint("cyan", place)}  ${alikeText(problem, first)}`;
    }),
    ...(left === 0 ? [] : [`      … and ${left} others (--verbose and --json have them)`]),
  ];
}

function renderGroup(group: ProblemGroup, options: FindingOptions): readonly string[] {
  const { paint, readText, verbose } = options;
  return [
    ...renderProblem(group.first, paint, readText),
    ...seenLine(group, paint),
    ...alikeLines(group, paint),
    ...(verbose === true ? [`    ${paint("dim", "docs:")} ${docsAnchor(group.first.code)}`] : []),
  ];
}

function renderFile(
  { file, findings, problems }: FileGroup,
  options: FindingOptions,
  isOnly: boolean,
): readonly (readonly string[])[] {
  const blocks = findings.map((group) => renderGroup(group, options));
  const [first, ...others] = blocks;
  if (isOnly || first === undefined) return blocks;
  const title = options.paint("bold", file ?? "Without a place");
  return [[`${title}: ${countProblems(problems)}`, "", ...first], ...others];
}

/** Findings as blocks of text, by file. */
export function renderFindings(
  problems: readonly Problem[],
  options: FindingOptions,
): readonly (readonly string[])[] {
  const files = groupProblems(problems, options.verbose === true);
  return files.flatMap((group) => renderFile(group, options, files.length === 1));
}

/** What was accepted, a line each, with the reason. */
export function renderAccepted(
  accepted: readonly AcceptedFinding[],
  paint: Paint,
): readonly string[] {
  if (accepted.length === 0) return [];
  return [
    paint("bold", "Accepted"),
    ...accepted.map(({ problem, by, reason }) => {
      const place = problem.location === undefined ? "" : ` ${formatLocation(problem.location)}`;
      return `  ${problem.code}${place}  ${paint("dim", `${by}${reason === null ? "" : `: ${reason}`}`)}`;
    }),
  ];
}
