import { boundPattern, type BoundedPattern } from "../../core/patterns/bounded-pattern.ts";

/**
 * A `pattern` as a regular expression: with the `u` flag as JSON Schema recommends, without it
 * where the pattern is only valid so (`[\w-\.]`). `null` when it is no ECMA-262 expression at all.
 */
export function compilePattern(pattern: string): BoundedPattern | null {
  for (const flags of ["u", ""]) {
    try {
      return boundPattern(new RegExp(pattern, flags));
    } catch {
      // The next flags may accept it.
    }
  }
  return null;
}
