import { cell, renderTable } from "../../src/harness/app/report/render-table.ts";
import type { JudgedProject } from "./judge-project.ts";

/** Findings by severity and code. */
export interface CodeCount {
  readonly code: string;
  readonly severity: string;
  readonly findings: number;
  readonly projects: number;
}

const severities = ["error", "warning", "info"];

/** Counts what was found in all projects, errors first, the most frequent first. */
export function countCodes(judged: readonly JudgedProject[]): readonly CodeCount[] {
  const counts = new Map<string, { findings: number; projects: Set<string> }>();
  for (const { project, inspection } of judged) {
    for (const { code, severity } of inspection.findings) {
      const key = `${severity} ${code}`;
      const count = counts.get(key) ?? { findings: 0, projects: new Set() };
      count.findings += 1;
      count.projects.add(project.name);
      counts.set(key, count);
    }
  }
  return [...counts]
    .map(([key, { findings, projects }]) => {
      const [severity = "", code = ""] = key.split(" ");
      return { code, severity, findings, projects: projects.size };
    })
    .toSorted(
      (a, b) =>
        severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
        b.findings - a.findings ||
        a.code.localeCompare(b.code),
    );
}

function countRoutes({ inspection }: JudgedProject): number {
  return Object.values(inspection.routes).reduce((sum, routes) => sum + routes.length, 0);
}

function countSeverity({ inspection }: JudgedProject, severity: string): string {
  return String(inspection.findings.filter((each) => each.severity === severity).length);
}

function verdictOf({ failures, inspection }: JudgedProject): string {
  if (inspection.crash !== null) return "CRASH";
  return failures.length === 0 ? "pass" : "FAIL";
}

/** The table of projects, the failures, the table of codes and one line for all. */
export function renderCorpus(judged: readonly JudgedProject[]): string {
  const projects = judged.map((each) => [
    verdictOf(each),
    each.project.name,
    String(Object.keys(each.inspection.routes).length),
    String(countRoutes(each)),
    ...severities.map((severity) => countSeverity(each, severity)),
    `${each.inspection.milliseconds.toFixed(0)} ms`,
  ]);
  const failures = judged.flatMap(({ project, failures: lines }) =>
    lines.map((line) => `FAIL  ${project.name}: ${line}`),
  );
  const codes = countCodes(judged).map((count) => [
    count.severity,
    count.code,
    String(count.findings),
    String(count.projects),
  ]);
  return [
    ...table(["", "project", "APIs", "routes", "errors", "warnings", "infos", "time"], projects),
    "",
    ...table(["severity", "code", "findings", "projects"], codes),
    "",
    ...failures,
    summarise(judged),
  ].join("\n");
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const isNumber = (text: string): boolean => /^\d+( ms)?$/u.test(text);
  return renderTable(
    [header, ...rows].map((row) =>
      row.map((text) => cell(text, isNumber(text) ? "right" : "left")),
    ),
  );
}

function summarise(judged: readonly JudgedProject[]): string {
  const judgements = judged.flatMap((each) => each.judgements);
  const count = (verdict: string): string =>
    String(judgements.filter((each) => each.verdict === verdict).length);
  const failed = judged.filter(({ failures }) => failures.length > 0).length;
  const routes = judged.reduce((sum, each) => sum + countRoutes(each), 0);
  const time = judged.reduce((sum, { inspection }) => sum + inspection.milliseconds, 0);
  return [
    `${String(judged.length)} projects, ${String(failed)} failed`,
    `${String(routes)} routes`,
    `${count("met")} expectations met, ${count("failed")} failed`,
    `${(time / 1000).toFixed(1)} s`,
  ].join("; ");
}
