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
const widestAlike = 140;

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

function oneLine({ message }: Problem): string {
  const [line = ""] = message.split("\n");
  return line.length > widestAlike ? `${line.slice(0, widestAlike - 1)}…` : line;
}

/** Where only the operation differs, it says enough; else the messages do. */
function alikeTexts({ first, alike }: ProblemGroup): readonly string[] {
  const operations = [first, ...alike].flatMap(({ operation }) => operation ?? []);
  const differ =
    new Set(operations).size === alike.length + 1 &&
    alike.every((problem) => shapeOf(problem) === shapeOf(first));
  return differ ? operations.slice(1) : alike.map(oneLine);
}

/** The others of a kind: their places, and what is different about each. */
function alikeLines(group: ProblemGroup, paint: Paint): readonly string[] {
  const { alike } = group;
  if (alike.length === 0) return [];
  const texts = alikeTexts(group);
  const places = alike.map(({ location }) =>
    location === undefined ? "" : formatLocation(location),
  );
  const shown = alike.slice(0, mostAlike);
  const width = Math.max(...places.slice(0, mostAlike).map((place) => place.length));
  const left = alike.length - shown.length;
  return [
    `    ${paint("dim", `and ${alike.length} more like this:`)}`,
    ...shown.map((_problem, index) => {
      const place = (places[index] ?? "").padEnd(width);
      return `      ${paint("cyan", place)}  ${texts[index] ?? ""}`;
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
