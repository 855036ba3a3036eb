import { problemParts } from "../../core/format-problem.ts";
import { formatLocation, type Problem, type Severity } from "../../core/problem.ts";
import { codeFrame } from "./code-frame.ts";
import type { Paint, Style } from "./text-style.ts";

/** Gives the text of a file of the project, for code frames; `null` where it cannot be read. */
export type ReadText = (file: string) => string | null;

/** A stack or a log may go on for ever; the JSON form has all of it. */
const mostDetails = 30;
const widestDetail = 300;

function boundLine(line: string): string {
  return line.length > widestDetail ? `${line.slice(0, widestDetail)}…` : line;
}

function bounded(problem: Problem): Problem {
  const lines = (problem.details ?? []).flatMap((text) => text.split("\n"));
  if (lines.length === 0) return problem;
  const left = lines.length - mostDetails;
  return {
    ...problem,
    details: [
      ...lines.slice(0, mostDetails).map(boundLine),
      ...(left > 0 ? [`… ${left} more ${left === 1 ? "line" : "lines"} (--json has them)`] : []),
    ],
  };
}

const marks: Readonly<Record<Severity, readonly [style: Style, mark: string]>> = {
  error: ["red", "✗"],
  warning: ["yellow", "!"],
  info: ["cyan", "i"],
};

function labelled(label: string, text: string, paint: Paint): readonly string[] {
  const [first = "", ...rest] = text.split("\n");
  const indent = " ".repeat(label.length + 2);
  return [`${paint("dim", `${label}:`)} ${first}`, ...rest.map((line) => `${indent}${line}`)];
}

/** Lines of a file of variables are not shown: what the variables hold may be secret. */
function isAboutVariables({ code }: Problem): boolean {
  return code.startsWith("project/env-vars-");
}

/**
 * A problem as lines of text: code and place, message, code frame, expected and found, evidence,
 * hint, and how to see it again. Parts that are not known are left out.
 */
export function renderProblem(
  problem: Problem,
  paint: Paint,
  readText: ReadText,
): readonly string[] {
  const [style, mark] = marks[problem.severity];
  const place =
    problem.location === undefined ? "" : `  ${paint("cyan", formatLocation(problem.location))}`;
  const lines = [`${paint(style, mark)} ${paint(style, problem.code)}${place}`];
  const body = [
    ...problem.message.split("\n"),
    ...(problem.location === undefined || isAboutVariables(problem)
      ? []
      : codeFrame(problem.location, readText(problem.location.file)).map((line) =>
          paint("dim", line),
        )),
    ...problemParts(bounded(problem)).flatMap(({ label, text }) =>
      label === null ? [`  ${text}`] : labelled(label, text, paint),
    ),
  ];
  return [...lines, ...body.map((line) => `    ${line}`.trimEnd())];
}
