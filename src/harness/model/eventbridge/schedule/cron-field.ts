/** Numbers a field of a cron expression takes, and names for some of them. */
export interface FieldRange {
  readonly name: string;
  readonly lowest: number;
  readonly highest: number;
  /** Names of the numbers from the lowest up. */
  readonly names: readonly string[];
}

/** The numbers a field names; `null` where the text is none. */
export type Numbers = ReadonlySet<number> | null;

const longestTerms = 100;

/** A number or name of a field; `null` for others. */
export function fieldNumber(text: string, range: FieldRange): number | null {
  const index = range.names.indexOf(text.toUpperCase());
  if (index !== -1) return range.lowest + index;
  if (!/^\d{1,4}$/u.test(text)) return null;
  const value = Number(text);
  return value < range.lowest || value > range.highest ? null : value;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function readSpan(text: string, range: FieldRange, hasStep: boolean): Span | null {
  if (text === "*") return { from: range.lowest, to: range.highest };
  const [first = "", last, ...rest] = text.split("-");
  if (rest.length > 0) return null;
  const from = fieldNumber(first, range);
  if (from === null) return null;
  if (last === undefined) return { from, to: hasStep ? range.highest : from };
  const to = fieldNumber(last, range);
  return to === null ? null : { from, to };
}

/** Adds the numbers of `4`, `4-8`, `*`, `4/2`, `4-8/2`; a range may run past the end. */
function addTerm(text: string, range: FieldRange, numbers: Set<number>): boolean {
  const [written = "", step, ...rest] = text.split("/");
  if (rest.length > 0 || (step !== undefined && !/^[1-9]\d{0,3}$/u.test(step))) return false;
  const span = readSpan(written, range, step !== undefined);
  if (span === null) return false;
  const width = range.highest - range.lowest + 1;
  const length = span.to >= span.from ? span.to - span.from : span.to + width - span.from;
  for (let offset = 0; offset <= length; offset += Number(step ?? 1)) {
    numbers.add(range.lowest + ((span.from - range.lowest + offset) % width));
  }
  return true;
}

/** The numbers of a field: terms set off by commas. */
export function readNumbers(text: string, range: FieldRange): Numbers {
  const numbers = new Set<number>();
  const terms = text.split(",");
  if (terms.length > longestTerms) return null;
  return terms.every((term) => addTerm(term, range, numbers)) ? numbers : null;
}
