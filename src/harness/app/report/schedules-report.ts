import type { SourceLocation } from "../../core/problem.ts";
import type { Paint } from "./text-style.ts";

/** A schedule of the template, and when it runs next. */
export interface ScheduleReport {
  readonly schedule: string;
  /** `null` where only AWS knows it. */
  readonly expression: string | null;
  readonly timezone: string | null;
  readonly location: SourceLocation;
  readonly enabled: boolean;
  /** ISO 8601, UTC. */
  readonly runs: readonly string[];
  /** Why no run is told; otherwise `null`. */
  readonly reason: string | null;
}

/** What `lockstep events schedules` gives. */
export interface SchedulesReport {
  /** ISO 8601: runs are later than this. */
  readonly now: string;
  readonly schedules: readonly ScheduleReport[];
  /** 1 when a schedule is refused. */
  readonly exitCode: 0 | 1;
}

/** The report as one JSON document. */
export function renderSchedulesJson({ now, schedules }: SchedulesReport): string {
  return `${JSON.stringify({ now, schedules }, null, 2)}\n`;
}

function renderSchedule(schedule: ScheduleReport, paint: Paint): readonly string[] {
  const { location, expression, timezone, enabled, runs, reason } = schedule;
  const place = `  ${location.file}:${String(location.line)}:${String(location.column)}`;
  const zone = timezone === null || timezone === "UTC" ? "" : ` ${timezone}`;
  return [
    `  ${schedule.schedule}  ${expression ?? "?"}${zone}${paint("dim", place)}`,
    ...(enabled ? [] : [`      ${paint("yellow", "switched off")}`]),
    ...(reason === null ? [] : [`      ${paint("yellow", reason)}`]),
    ...runs.map((run) => `      ${run}`),
  ];
}

/** The report for people: each schedule with its next runs. */
export function renderSchedules({ schedules, now }: SchedulesReport, paint: Paint): string {
  if (schedules.length === 0) return "The template has no schedule.\n";
  const lines = schedules.flatMap((schedule) => renderSchedule(schedule, paint));
  return `Next runs after ${now}, in UTC\n${lines.join("\n")}\n`;
}
