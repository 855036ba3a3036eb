import { parseParameterOverrides } from "../../model/template/parameter-overrides.ts";

/**
 * The `NAME=VALUE` pairs in one value of `--parameter-overrides`: `A=b C=d` is several, and
 * `Title=My API`, of which only the first word is a pair, is one.
 */
export function splitParameterPairs(text: string): readonly string[] {
  const { values, faults } = parseParameterOverrides(text);
  const pairs = Object.entries(values).map(([name, value]) => `${name}=${value}`);
  return faults.length > 0 || pairs.length === 0 ? [text] : pairs;
}
