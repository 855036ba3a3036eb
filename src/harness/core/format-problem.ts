import { escapeCommands, escapeControls } from "./escape-controls.ts";
import { formatLocation, type Problem } from "./problem.ts";

/** A part of a problem as it is shown: a labelled text, or a line of evidence without a label. */
export interface ProblemPart {
  readonly label: string | null;
  readonly text: string;
}

/** The parts of a problem after its message, in the order people need them; unknown ones are left out. */
export function problemParts(problem: Problem): readonly ProblemPart[] {
  const labelled = (label: string, text: string | undefined): readonly ProblemPart[] =>
    text === undefined ? [] : [{ label, text }];
  return [
    ...labelled("operation", problem.operation),
    ...labelled("expected", problem.expected),
    ...labelled("found", problem.actual),
    ...problem.related.map(({ message, location }) => ({
      label: "see",
      text: `${formatLocation(location)} ${message}`,
    })),
    ...(problem.details ?? []).map((text) => ({ label: null, text })),
    ...labelled("hint", problem.hint),
    ...labelled("again", problem.reproduction),
  ];
}

/** A problem as plain text, for error messages. */
export function formatProblem(problem: Problem): string {
  const place = problem.location === undefined ? "" : ` at ${formatLocation(problem.location)}`;
  const parts = problemParts(problem).map(({ label, text }) =>
    label === null ? `    ${text}` : `  ${label}: ${text}`,
  );
  const text = [problem.message, `  ${problem.code}${place}`, ...parts].join("\n");
  return escapeCommands(escapeControls(text));
}
