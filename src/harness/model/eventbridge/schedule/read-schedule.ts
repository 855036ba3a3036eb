import { readNumbers, type FieldRange } from "./cron-field.ts";
import { lengthOfMonth, readDays, type CalendarDay, type DayTest } from "./cron-days.ts";

/** When a cron expression is due, in the time of its zone. */
export interface CronSchedule {
  readonly kind: "cron";
  /** In ascending order. */
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly months: ReadonlySet<number>;
  readonly years: ReadonlySet<number>;
  readonly isDay: DayTest;
}

/** A schedule that has been read. */
export type Schedule =
  | CronSchedule
  | { readonly kind: "rate"; readonly minutes: number }
  | ({
      readonly kind: "at";
      readonly hour: number;
      readonly minute: number;
      readonly second: number;
    } & CalendarDay);

/** Why a text is no schedule. */
export interface RejectedSchedule {
  /** The message of the service. */
  readonly rejected: string;
  /** What is wrong with it, in words that end a sentence. */
  readonly because: string;
}

/** Rules of EventBridge, or EventBridge Scheduler, which takes more. */
export type ScheduleService = "rule" | "scheduler";

const longestExpression = 256;
const months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const minuteRange: FieldRange = { name: "minutes", lowest: 0, highest: 59, names: [] };
const hourRange: FieldRange = { name: "hours", lowest: 0, highest: 23, names: [] };
const monthRange: FieldRange = { name: "month", lowest: 1, highest: 12, names: months };
const yearRange: FieldRange = { name: "year", lowest: 1970, highest: 2199, names: [] };
const minutesOf: ReadonlyMap<string, number> = new Map([
  ["minute", 1],
  ["hour", 60],
  ["day", 1440],
]);

type Read = Schedule | { readonly because: string };

function readRate(body: string, service: ScheduleService): Read {
  const parts = /^(\d{1,15}) ([A-Za-z]+)$/u.exec(body);
  if (parts === null) return { because: "a rate is a number and a unit with one blank between" };
  const [, count = "", unit = ""] = parts;
  const value = Number(count);
  // Scheduler takes either form of a unit, in either case.
  const name = service === "scheduler" ? unit.toLowerCase() : unit;
  const minutes = minutesOf.get(name.replace(/s$/u, ""));
  if (minutes === undefined) return { because: `"${unit}" is no unit: minutes, hours or days` };
  if (value < 1 && service === "rule") return { because: "a rate is at least 1" };
  if (service === "rule" && name.endsWith("s") === (value === 1)) {
    return { because: `the unit of ${count} is in the ${value === 1 ? "singular" : "plural"}` };
  }
  return { kind: "rate", minutes: minutes * value };
}

function ascending(numbers: ReadonlySet<number>): readonly number[] {
  return [...numbers].toSorted((one, other) => one - other);
}

function badField(range: { readonly name: string }, text: string): { readonly because: string } {
  return { because: `"${text}" is no ${range.name}` };
}

function readCron(body: string): Read {
  const fields = body.trim().split(/\s+/u);
  const [minute = "", hour = "", dayOfMonth = "", month = "", dayOfWeek = "", year = ""] = fields;
  if (fields.length !== 6) {
    return {
      because: `a cron expression has 6 fields (minutes, hours, day of month, month, day of week, year), not ${String(body.trim() === "" ? 0 : fields.length)}`,
    };
  }
  const minutes = readNumbers(minute, minuteRange);
  if (minutes === null) return badField(minuteRange, minute);
  const hours = readNumbers(hour, hourRange);
  if (hours === null) return badField(hourRange, hour);
  const inMonths = readNumbers(month, monthRange);
  if (inMonths === null) return badField(monthRange, month);
  const years = readNumbers(year, yearRange);
  if (years === null) return badField(yearRange, year);
  if ((dayOfMonth === "?") === (dayOfWeek === "?")) {
    return { because: 'exactly one of day of month and day of week is "?"' };
  }
  const isDay = dayOfWeek === "?" ? readDays(dayOfMonth, "month") : readDays(dayOfWeek, "week");
  if (isDay === null) {
    return dayOfWeek === "?"
      ? badField({ name: "day of month" }, dayOfMonth)
      : badField({ name: "day of week" }, dayOfWeek);
  }
  return {
    kind: "cron",
    minutes: ascending(minutes),
    hours: ascending(hours),
    months: inMonths,
    years,
    isDay,
  };
}

function readAt(body: string): Read {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/u.exec(body);
  if (parts === null) return { because: "a time is yyyy-mm-ddThh:mm:ss, without a zone" };
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map(Number);
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= lengthOfMonth(year, month);
  if (!isDate || hour > 23 || minute > 59 || second > 59) {
    return { because: `"${body}" is no time of the calendar` };
  }
  return { kind: "at", year, month, day, hour, minute, second };
}

function read(expression: string, service: ScheduleService): Read {
  if (expression.length > longestExpression) {
    return { because: `it has more than ${String(longestExpression)} characters` };
  }
  const [, kind, body = ""] = /^(rate|cron|at)\((.*)\)$/su.exec(expression) ?? [];
  if (kind === "rate") return readRate(body, service);
  if (kind === "cron") return readCron(body);
  if (kind === "at" && service === "scheduler") return readAt(body);
  return {
    because:
      service === "rule"
        ? "it is neither rate(…) nor cron(…)"
        : "it is neither rate(…) nor cron(…) nor at(…)",
  };
}

/**
 * Reads a schedule expression as rules of EventBridge take it, or EventBridge Scheduler.
 *
 * @param expression `rate(5 minutes)`, `cron(0 8 ? * MON-FRI *)`, for Scheduler `at(2026-01-01T08:00:00)`
 * @returns the schedule, or why it is none, in the service's words and in plain ones
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 * @example
 * readSchedule("rate(1 minutes)", "rule"); // { rejected: "Parameter ScheduleExpression is not valid.", … }
 */
export function readSchedule(
  expression: string,
  service: ScheduleService,
): Schedule | RejectedSchedule {
  const schedule = read(expression, service);
  if ("kind" in schedule) return schedule;
  const rejected =
    service === "rule"
      ? "Parameter ScheduleExpression is not valid."
      : `Invalid Schedule Expression ${expression}.`;
  return { rejected, because: schedule.because };
}
