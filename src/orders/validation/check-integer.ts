import { accept, refuse, type Checked } from "./checked.ts";

/** Checks that a value is a whole number from `min` to `max`; `at` names it in the violation. */
export function checkInteger(
  value: unknown,
  at: string,
  { min, max }: { readonly min: number; readonly max: number },
): Checked<number> {
  if (value === undefined) {
    return refuse(`${at} is required`);
  }
  if (typeof value !== "number" || !Number.isInteger(value)) {
    return refuse(`${at} must be a whole number`);
  }
  if (value < min) {
    return refuse(`${at} must be at least ${min}`);
  }
  return value > max ? refuse(`${at} must be at most ${max}`) : accept(value);
}
