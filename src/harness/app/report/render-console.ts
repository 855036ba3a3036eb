import type { CoverageRow, CoverageTable, EvidenceSource } from "../../core/evidence.ts";
import { formatDuration } from "./format-duration.ts";
import { countProblems } from "./count-problems.ts";
import { renderAccepted, renderFindings, type FindingOptions } from "./render-findings.ts";
import { renderSkipped } from "./render-skipped.ts";
import { cell, renderTable, type Cell } from "./render-table.ts";
import {
  allProblems,
  countChecks,
  phaseProblems,
  type CheckStatus,
  type PhaseResult,
  type RunResult,
} from "./run-result.ts";
import type { Paint, Style } from "./text-style.ts";

/** How the console report is drawn. */
export interface ConsoleOptions extends FindingOptions {
  readonly paint: Paint;
}

const statusStyles: Readonly<Record<CheckStatus, readonly [style: Style, mark: string]>> = {
  passed: ["green", "✓"],
  failed: ["red", "✗"],
  skipped: ["dim", "–"],
};

function painted(style: Style, text: string, paint: Paint): Cell {
  return { text: paint(style, text), width: text.length };
}

function phaseRow(phase: PhaseResult, paint: Paint): readonly Cell[] {
  const [style, mark] = statusStyles[phase.status];
  const problems = phaseProblems(phase);
  return [
    painted(style, mark, paint),
    cell(phase.title),
    cell(phase.summary),
    problems.length === 0
      ? cell("")
      : painted(phase.status === "failed" ? "red" : "yellow", countProblems(problems), paint),
    painted("dim", formatDuration(phase.durationMs), paint),
  ];
}

/** One line for a phase that has just ended, for progress output. */
export function renderPhaseLine(phase: PhaseResult, paint: Paint): string {
  const [mark, title, summary, problems, time] = phaseRow(phase, paint);
  return [mark, title, summary, problems, time]
    .map((part) => part?.text ?? "")
    .filter((text) => text !== "")
    .join("  ");
}

const sourceNames: readonly EvidenceSource[] = [
  "unit",
  "integration",
  "examples",
  "conformance",
  "pact",
  "event",
];

function coverageRow(
  row: CoverageRow,
  sources: readonly EvidenceSource[],
  paint: Paint,
): readonly Cell[] {
  const seen = sources.some((source) => (row.seen[source] ?? 0) > 0);
  return [
    seen ? painted("green", "✓", paint) : painted("yellow", "·", paint),
    cell(row.operation),
    cell(row.response),
    ...sources.map((source) =>
      cell(row.seen[source] === undefined ? "" : String(row.seen[source]), "right"),
    ),
  ];
}

function renderCoverage(coverage: CoverageTable, paint: Paint): readonly string[] {
  const sources = sourceNames.filter((source) =>
    coverage.rows.some((row) => row.seen[source] !== undefined),
  );
  const { covered, total } = coverage;
  const figure =
    total === 0
      ? "none: no documented answers"
      : `${Math.floor((covered / total) * 100)} % (${covered} of ${total} documented answers)`;
  const header = ["", "operation", "status", ...sources].map((title) =>
    painted("dim", title, paint),
  );
  const stale =
    coverage.stale === 0
      ? []
      : [
          coverage.stale === 1
            ? "  1 recorded exchange belongs to another text of the spec and is left out."
            : `  ${coverage.stale} recorded exchanges belong to another text of the spec and are left out.`,
        ];
  return [
    paint("bold", `Spec coverage ${figure}`),
    ...renderTable([header, ...coverage.rows.map((row) => coverageRow(row, sources, paint))]).map(
      (line) => `  ${line}`,
    ),
    ...stale,
  ];
}

/** Everything that was found in one line, with what was accepted. */
function renderTotals(result: RunResult, paint: Paint): readonly string[] {
  const problems = allProblems(result);
  const { suppressed, baselined, switchedOff, notAsked } = result;
  const files = new Set(problems.flatMap(({ location }) => location?.file ?? [])).size;
  const parts = [
    ...(problems.length === 0
      ? []
      : [`${countProblems(problems)}${files < 2 ? "" : ` in ${files} files`}`]),
    ...(suppressed === 0 ? [] : [`${suppressed} suppressed`]),
    ...(baselined === 0 ? [] : [`${baselined} in the baseline`]),
    ...(switchedOff === 0 ? [] : [`${switchedOff} switched off by rules`]),
    ...(notAsked === 0 ? [] : [`${notAsked} not asked for (--only)`]),
  ];
  if (parts.length === 0) return [];
  const more =
    suppressed + baselined === 0 ? "" : paint("dim", " (--verbose shows what was accepted)");
  return [`Found: ${parts.join("; ")}${more}`];
}

function verdictLine(result: RunResult, paint: Paint): string {
  const counts = countChecks(result);
  const numbers = `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped in ${formatDuration(result.durationMs)}`;
  if (result.setupFailure !== null) return `${paint("red", "The run could not go on.")} ${numbers}`;
  if (result.exitCode === 0 && lacksSpec(result))
    return `${paint("yellow", "No operation was checked.")} ${numbers}`;
  return result.exitCode === 0
    ? `${paint("green", "In lockstep.")} ${numbers}`
    : `${paint("red", "Out of step.")} ${numbers}`;
}

/** A check of a template without a spec proves little, and must not read like more. */
function lacksSpec({ command, project }: RunResult): boolean {
  return command === "check" && (project?.apis ?? []).every(({ operations }) => operations === 0);
}

function renderSetupFailure(result: RunResult, paint: Paint): readonly string[] {
  const failure = result.setupFailure;
  if (failure === null) return [];
  return [
    `${paint("red", "✗")} ${paint("red", failure.code)}`,
    `    ${failure.message}`,
    ...failure.details.map((line) => `      ${line}`),
    ...(failure.hint === null ? [] : [`    ${paint("dim", "hint:")} ${failure.hint}`]),
  ];
}

function describeRun(result: RunResult): readonly string[] {
  const apis = (result.project?.apis ?? []).map(
    (api) =>
      `${api.title} (${api.spec}, ${api.operations} ${api.operations === 1 ? "operation" : "operations"})`,
  );
  const target =
    result.target === null
      ? []
      : [
          `target: ${result.target.name}${result.target.dynamodb === null ? "" : `, DynamoDB: ${result.target.dynamodb}`}`,
        ];
  return [...apis, ...target];
}

function renderCoverageOf({ coverage }: RunResult, paint: Paint): readonly string[] {
  const isEmpty = coverage === null || (coverage.total === 0 && coverage.stale === 0);
  return isEmpty ? [] : renderCoverage(coverage, paint);
}

/** A check's own stage is gone by now; the commands go to the one `lockstep start` serves. */
function renderReproductionNote(result: RunResult, paint: Paint): readonly string[] {
  const repeatable = allProblems(result).some((problem) => problem.reproduction !== undefined);
  if (!repeatable || result.target?.kind !== "stage-http") return [];
  return [
    paint(
      "dim",
      "To send a request again, run `lockstep start` in a second terminal; its tables begin empty.",
    ),
  ];
}

/**
 * A run as text: every problem with its evidence, the coverage table, the phase table, and the
 * verdict as the last line.
 */
export function renderConsole(result: RunResult, options: ConsoleOptions): string {
  const { paint } = options;
  const blocks: (readonly string[])[] = [
    describeRun(result),
    ...renderFindings(allProblems(result), options),
    ...(options.verbose === true ? [renderAccepted(result.accepted, paint)] : []),
    renderReproductionNote(result, paint),
    renderSkipped(result.phases, paint),
    renderCoverageOf(result, paint),
    renderTable(result.phases.map((phase) => phaseRow(phase, paint))),
    renderSetupFailure(result, paint),
    [...renderTotals(result, paint), verdictLine(result, paint)],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n")}\n`;
}
