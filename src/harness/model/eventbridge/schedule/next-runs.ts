import type { CronSchedule, Schedule } from "./read-schedule.ts";
import { dayIn, instantOf } from "./zoned-time.ts";

/** What the next runs of a schedule hang on; times in milliseconds since 1970. */
export interface RunsAsked {
  /** Runs are later than this; a rate is taken to start here. */
  readonly from: number;
  readonly count: number;
  /** `UTC`, or that of a schedule of Scheduler. */
  readonly timezone: string;
  /** First and last time of a schedule of Scheduler. */
  readonly start?: number;
  readonly end?: number;
}

const minuteInMs = 60_000;
const lastYear = 2199;
/** The last time there is for JavaScript. */
const latest = 8.64e15;

function* rateRuns(minutes: number, { from, start }: RunsAsked): Generator<number> {
  const every = minutes * minuteInMs;
  if (every <= 0) return;
  if (start === undefined) {
    for (let run = from + every; ; run += every) yield run;
  }
  const missed = Math.max(0, Math.floor((from - start) / every) + 1);
  for (let run = start + missed * every; ; run += every) yield run;
}

function* cronRuns(schedule: CronSchedule, { from, timezone }: RunsAsked): Generator<number> {
  const today = dayIn(from, timezone);
  const date = new Date(Date.UTC(today.year, today.month - 1, today.day));
  for (; date.getUTCFullYear() <= lastYear; date.setUTCDate(date.getUTCDate() + 1)) {
    const day = {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
    };
    if (!schedule.years.has(day.year) || !schedule.months.has(day.month)) continue;
    if (!schedule.isDay(day)) continue;
    for (const hour of schedule.hours) {
      for (const minute of schedule.minutes) {
        const run = instantOf({ ...day, hour, minute, second: 0 }, timezone);
        if (run !== null) yield run;
      }
    }
  }
}

function runsOf(schedule: Schedule, asked: RunsAsked): Iterable<number> {
  if (schedule.kind === "rate") return rateRuns(schedule.minutes, asked);
  if (schedule.kind === "cron") return cronRuns(schedule, asked);
  const run = instantOf(schedule, asked.timezone);
  return run === null ? [] : [run];
}

/**
 * The next runs of a schedule, in the order of time; fewer than asked where it ends, none where it
 * never runs (again). A time that a clock leaves out is left out, one that it shows twice runs once.
 *
 * @returns times in ISO 8601, UTC. Throws `RangeError` for a time zone that is none.
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 * @example
 * nextRuns(schedule, { from: Date.UTC(2026, 0, 1), count: 2, timezone: "UTC" });
 * // ["2026-01-01T08:00:00Z", "2026-01-02T08:00:00Z"]
 */
export function nextRuns(schedule: Schedule, asked: RunsAsked): readonly string[] {
  const runs: string[] = [];
  const { from, count, start = -Infinity, end = Infinity } = asked;
  if (count < 1) return runs;
  const begin = schedule.kind === "cron" ? Math.max(from, start - 1) : from;
  for (const run of runsOf(schedule, { ...asked, from: begin })) {
    if (run > end || run > latest) break;
    if (run <= from || (schedule.kind !== "at" && run < start)) continue;
    runs.push(`${new Date(run).toISOString().slice(0, 19)}Z`);
    if (runs.length === count) break;
  }
  return runs;
}
