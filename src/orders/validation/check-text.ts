import { accept, refuse, type Checked } from "./checked.ts";
import type { TextLimits } from "./limits.ts";

/** Checks that a value is a text within the limits; `at` names it in the violation. */
export function checkText(value: unknown, at: string, limits: TextLimits): Checked<string> {
  if (value === undefined) {
    return refuse(`${at} is required`);
  }
  if (typeof value !== "string") {
    return refuse(`${at} must be a string`);
  }
  const length = Array.from(value).length;
  if (limits.minLength !== undefined && length < limits.minLength) {
    return refuse(`${at} must have a length of at least ${limits.minLength}`);
  }
  if (length > limits.maxLength) {
    return refuse(`${at} must have a length of at most ${limits.maxLength}`);
  }
  if (limits.pattern?.test(value) === false) {
    return refuse(`${at} must match ${limits.pattern.source}`);
  }
  return accept(value);
}
