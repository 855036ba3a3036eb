import { fieldNumber, readNumbers, type FieldRange } from "./cron-field.ts";

/** A day of the calendar; months count from 1. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Whether a field of days takes a day. */
export type DayTest = (day: CalendarDay) => boolean;

const daysOfMonth: FieldRange = { name: "day of month", lowest: 1, highest: 31, names: [] };
const daysOfWeek: FieldRange = {
  name: "day of week",
  lowest: 1,
  highest: 7,
  names: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"],
};

/** Days a month has. */
export function lengthOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** From 1, Sunday. */
function weekday({ year, month, day }: CalendarDay): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
}

/** The working day nearest to a day, in the same month. */
function nearestWorkday({ year, month }: CalendarDay, wanted: number): number {
  const last = lengthOfMonth(year, month);
  const day = Math.min(wanted, last);
  const on = weekday({ year, month, day });
  if (on === 7) return day > 1 ? day - 1 : day + 2;
  if (on === 1) return day < last ? day + 1 : day - 2;
  return day;
}

function readDayOfMonth(term: string): DayTest | null {
  const fromLast = /^L(?:-(\d{1,2}))?(W)?$/u.exec(term);
  if (fromLast !== null) {
    const [, before = "0", workday] = fromLast;
    if (Number(before) > 30) return null;
    return (day) => {
      const wanted = lengthOfMonth(day.year, day.month) - Number(before);
      return day.day === (workday === undefined ? wanted : nearestWorkday(day, wanted));
    };
  }
  const nearest = /^(\d{1,2})W$/u.exec(term)?.[1];
  if (nearest !== undefined) {
    const wanted = fieldNumber(nearest, daysOfMonth);
    if (wanted === null) return null;
    return (day) =>
      wanted <= lengthOfMonth(day.year, day.month) && day.day === nearestWorkday(day, wanted);
  }
  const numbers = readNumbers(term, daysOfMonth);
  return numbers === null ? null : ({ day }) => numbers.has(day);
}

function readDayOfWeek(term: string): DayTest | null {
  if (term === "L") return (day) => weekday(day) === 7;
  const last = /^([A-Z]{3}|\d)L$/iu.exec(term)?.[1];
  if (last !== undefined) {
    const on = fieldNumber(last, daysOfWeek);
    if (on === null) return null;
    return (day) => weekday(day) === on && day.day + 7 > lengthOfMonth(day.year, day.month);
  }
  const nth = /^([A-Z]{3}|\d)#([1-5])$/iu.exec(term);
  if (nth !== null) {
    const [, name = "", count = ""] = nth;
    const on = fieldNumber(name, daysOfWeek);
    if (on === null) return null;
    return (day) => weekday(day) === on && Math.ceil(day.day / 7) === Number(count);
  }
  const numbers = readNumbers(term, daysOfWeek);
  return numbers === null ? null : (day) => numbers.has(weekday(day));
}

/** Reads the field of days of the month, or of the week; `null` where the text is none. */
export function readDays(text: string, kind: "month" | "week"): DayTest | null {
  const terms = text.split(",");
  // "3#1,6#3" is refused: one "#" stands alone.
  if (text.includes("#") && terms.length > 1) return null;
  const tests: DayTest[] = [];
  for (const term of terms) {
    const test = kind === "month" ? readDayOfMonth(term) : readDayOfWeek(term);
    if (test === null) return null;
    tests.push(test);
  }
  return (day) => tests.some((test) => test(day));
}
