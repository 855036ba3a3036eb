import type { DoctorCheck, DoctorReport, DoctorStatus } from "./doctor-report.ts";
import type { Paint, Style } from "./text-style.ts";

const marks: Readonly<Record<DoctorStatus, readonly [style: Style, mark: string]>> = {
  ok: ["green", "✓"],
  warn: ["yellow", "!"],
  fail: ["red", "✗"],
  skipped: ["dim", "–"],
};

const mostDetails = 15;

function checkLines(check: DoctorCheck, width: number, paint: Paint): readonly string[] {
  const [style, mark] = marks[check.status];
  const indent = " ".repeat(width + 6);
  const shown = check.details.slice(0, mostDetails);
  const left = check.details.length - shown.length;
  return [
    `  ${paint(style, mark)} ${check.name.padEnd(width)}  ${check.message}`,
    ...shown.map((line) => `${indent}  ${line}`),
    ...(left === 0 ? [] : [`${indent}  … ${left} more (--json has them)`]),
    ...(check.fix === null ? [] : [`${indent}${paint("dim", "fix:")} ${check.fix}`]),
  ];
}

function countOf(report: DoctorReport, status: DoctorStatus): number {
  return report.checks.filter((check) => check.status === status).length;
}

/** The checks as text, a line each with its fix, and how many failed. */
export function renderDoctor(report: DoctorReport, paint: Paint): string {
  const width = Math.max(0, ...report.checks.map(({ name }) => name.length));
  const section = (title: string, about: DoctorCheck["about"]): readonly string[] => [
    paint("bold", title),
    ...report.checks
      .filter((check) => check.about === about)
      .flatMap((check) => checkLines(check, width, paint)),
    "",
  ];
  const numbers = `${countOf(report, "ok")} ok, ${countOf(report, "warn")} to look at, ${countOf(report, "fail")} failed, ${countOf(report, "skipped")} skipped`;
  const lines = [
    paint("bold", `${report.tool.name} ${report.tool.version}`),
    "",
    ...section("Environment", "environment"),
    ...section("Project", "project"),
    numbers,
  ];
  return `${lines.join("\n")}\n`;
}
