/**
 * A `pattern` as a regular expression: with the `u` flag as JSON Schema recommends, without it
 * where the pattern is only valid so (`[\w-\.]`). `null` when it is no ECMA-262 expression at all.
 */
export function compilePattern(pattern: string): RegExp | null {
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // The next flags may accept it.
    }
  }
  return null;
}
