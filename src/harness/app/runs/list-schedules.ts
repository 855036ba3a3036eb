import { nextRuns } from "../../model/eventbridge/schedule/next-runs.ts";
import { readSchedule } from "../../model/eventbridge/schedule/read-schedule.ts";
import { isTimezone } from "../../model/eventbridge/schedule/zoned-time.ts";
import { schedulesOf, type DeclaredSchedule } from "../../model/wiring/schedules.ts";
import { loadProject } from "../project/load-project.ts";
import { resolveConfig, type ConfigOverrides } from "../project/resolve-config.ts";
import type { ScheduleReport, SchedulesReport } from "../report/schedules-report.ts";

/** What `events schedules` is asked. */
export interface ListSchedulesOptions {
  readonly overrides: ConfigOverrides;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Runs told of each schedule. */
  readonly count: number;
}

type Runs = Pick<ScheduleReport, "runs" | "reason"> & { readonly isRefused?: true };

function onlyAws(what: string): Runs {
  return { runs: [], reason: `Its ${what} hangs on a value that only AWS knows.` };
}

/** A bound in milliseconds; `undefined` without one. */
function boundOf(text: string | null | undefined): number | undefined | "unknown" {
  if (text === undefined) return undefined;
  const time = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? "unknown" : time;
}

function runsOf(schedule: DeclaredSchedule, now: number, count: number): Runs {
  const { expression, timezone, service } = schedule;
  if (expression === null) return onlyAws("expression");
  const read = readSchedule(expression, service);
  if ("rejected" in read) {
    return { runs: [], reason: `${read.rejected} (${read.because})`, isRefused: true };
  }
  if (timezone === null) return onlyAws("time zone");
  if (!isTimezone(timezone)) {
    return { runs: [], reason: `"${timezone}" is no time zone.`, isRefused: true };
  }
  const [start, end] = [boundOf(schedule.start), boundOf(schedule.end)];
  if (start === "unknown" || end === "unknown") return onlyAws("start or end");
  const runs = nextRuns(read, {
    from: now,
    count,
    timezone,
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
  });
  return { runs, reason: runs.length === 0 ? "It never runs again." : null };
}

/**
 * `lockstep events schedules`: the schedules of the template and when they run next; a rate is taken to
 * start now. Throws what loading a project throws.
 */
export async function listSchedules(options: ListSchedulesOptions): Promise<SchedulesReport> {
  const { overrides, now, count } = options;
  const { config } = await resolveConfig(overrides);
  const project = loadProject(config);
  const found = schedulesOf(project.template).map((schedule) => ({
    schedule,
    runs: runsOf(schedule, now, count),
  }));
  return {
    now: new Date(now).toISOString(),
    schedules: found.map(({ schedule, runs }) => ({
      schedule: schedule.owner,
      expression: schedule.expression,
      timezone: schedule.timezone,
      location: schedule.location,
      enabled: schedule.enabled,
      runs: runs.runs,
      reason: runs.reason,
    })),
    exitCode: found.some(({ runs }) => runs.isRefused === true) ? 1 : 0,
  };
}
