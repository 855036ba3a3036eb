import { accept, refuse, type Checked } from "./checked.ts";

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Checks that a value is a day of the calendar, `YYYY-MM-DD` (RFC 3339 full-date). */
export function checkDate(value: unknown, at: string): Checked<string> {
  if (typeof value !== "string" || !DATE.test(value)) {
    return refuse(`${at} must be a date like 2030-02-28`);
  }
  const day = Number(value.slice(8));
  const inMonth = daysIn(Number(value.slice(0, 4)), Number(value.slice(5, 7)));
  return day >= 1 && day <= inMonth ? accept(value) : refuse(`${at} must be a day of the calendar`);
}

function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
}
