import type { CalendarDay } from "./cron-days.ts";

/** A time of the clock on the wall. */
export interface WallTime extends CalendarDay {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const dayInMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(timezone, made);
  return made;
}

/** Whether a name is one of a time zone, such as `Europe/Berlin`. */
export function isTimezone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** The wall's time of a zone as if it were UTC, in milliseconds. */
function wallMs(instant: number, timezone: string): number {
  const parts = new Map<string, number>();
  for (const { type, value } of formatOf(timezone).formatToParts(instant)) {
    parts.set(type, Number(value));
  }
  const part = (name: string): number => parts.get(name) ?? 0;
  return Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
}

/** The day it is in a zone. Throws `RangeError` for a zone that is none. */
export function dayIn(instant: number, timezone: string): CalendarDay {
  const wall = new Date(wallMs(instant, timezone));
  return { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate() };
}

/**
 * When a clock on the wall of a zone shows a time; the first time where it shows it twice, `null`
 * where it never does because it is put forward.
 */
export function instantOf(wall: WallTime, timezone: string): number | null {
  const { year, month, day, hour, minute, second } = wall;
  const wanted = Date.UTC(year, month - 1, day, hour, minute, second);
  const instants = [wanted - dayInMs, wanted + dayInMs]
    .map((near) => wanted - (wallMs(near, timezone) - near))
    .filter((instant) => wallMs(instant, timezone) === wanted);
  return instants.length === 0 ? null : Math.min(...instants);
}
