import type { Randomness } from "../../core/ports.ts";
import { sampleFormat } from "./sample-format.ts";
import { samplePattern } from "./sample-pattern.ts";

type Keywords = Readonly<Record<string, unknown>>;

/** A value, or why there is none. */
export type Sample<Value> =
  | { readonly kind: "sample"; readonly value: Value }
  | { readonly kind: "none"; readonly reason: string };

/** A sample that was found. */
export function sampled<Value>(value: Value): Sample<Value> {
  return { kind: "sample", value };
}

/** A sample that could not be found. */
export function unsampled(reason: string): Sample<never> {
  return { kind: "none", reason };
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

/** The bounds of a number and the step between neighbours. */
export interface NumberRange {
  /** Smallest and greatest value allowed, `null` where there is no bound. */
  readonly least: number | null;
  readonly most: number | null;
  readonly step: number;
}

/** Reads `minimum`, `maximum`, their exclusive forms (boolean or number) and `multipleOf`. */
export function readNumberRange(keywords: Keywords, isInteger: boolean): NumberRange {
  const step = numberOf(keywords["multipleOf"]) ?? (isInteger ? 1 : 0.01);
  const bound = (inclusive: string, exclusive: string, sign: 1 | -1): number | null => {
    const plain = numberOf(keywords[inclusive]);
    const strict = keywords[exclusive] === true ? plain : numberOf(keywords[exclusive]);
    const values = [plain, strict === null ? null : roundTo(strict + sign * step)].filter(
      (value) => value !== null,
    );
    if (values.length === 0) return null;
    return sign === 1 ? Math.max(...values) : Math.min(...values);
  };
  return {
    least: bound("minimum", "exclusiveMinimum", 1),
    most: bound("maximum", "exclusiveMaximum", -1),
    step,
  };
}

/** Takes the noise of binary fractions off. */
export function roundTo(value: number): number {
  return Number(value.toPrecision(12));
}

/** A number within the bounds of a schema, near their lower end. */
export function sampleNumber(
  keywords: Keywords,
  isInteger: boolean,
  randomness: Randomness,
): Sample<number> {
  const { least, most, step } = readNumberRange(keywords, isInteger);
  const from = least ?? (most === null ? 1 : Math.min(1, most));
  const first = roundTo(Math.ceil(roundTo(from / step)) * step);
  const room = most === null ? 100 : Math.floor(roundTo((most - first) / step));
  if (room < 0) return unsampled("the bounds of the number leave nothing between them");
  const value = roundTo(first + Math.floor(randomness.next() * (Math.min(room, 100) + 1)) * step);
  return sampled(isInteger ? Math.ceil(value) : value);
}

/** Longer texts are not made: a schema may ask for more than the machine can hold. */
export const longestText = 10_000;
const alphabet = "abcdefghijklmnopqrstuvwxyz";

/** A text by format, pattern and length. */
export function sampleText(keywords: Keywords, randomness: Randomness): Sample<string> {
  const { format, pattern } = keywords;
  const least = numberOf(keywords["minLength"]) ?? 0;
  const most = numberOf(keywords["maxLength"]) ?? Math.max(least, 64);
  if (least > most) return unsampled("minLength is greater than maxLength");
  if (least > longestText) return unsampled(`texts of ${least} characters are not made`);
  if (typeof pattern === "string") {
    const text = samplePattern(pattern, { least, most }, randomness);
    return text === null
      ? unsampled(`no text was found for the pattern ${pattern}`)
      : sampled(text);
  }
  if (typeof format === "string") {
    const text = sampleFormat(format, randomness);
    if (text !== null) return sampled(text);
  }
  const length = Math.min(most, Math.max(least, 8));
  const letters = Array.from(
    { length },
    () => alphabet[Math.floor(randomness.next() * alphabet.length)] ?? "a",
  );
  return sampled(letters.join(""));
}
