import { boundPattern } from "../../../core/patterns/bounded-pattern.ts";

/**
 * Holds a token against `identityValidationExpression`. The guide does not say whether the whole token
 * has to match or a part will do: where the two differ, or the expression cannot be judged, it is
 * `cannot-tell`.
 */
export function checkToken(expression: string, token: string): "valid" | "invalid" | "cannot-tell" {
  const part = matches(expression, token);
  if (part === false) return "invalid";
  const whole = part === null ? null : matches(`^(?:${expression})$`, token);
  return whole === true ? "valid" : "cannot-tell";
}

function matches(source: string, token: string): boolean | null {
  const expression = compile(source, "u") ?? compile(source, "");
  return expression === null ? null : boundPattern(expression).matches(token);
}

/** The expressions are Java's; what JavaScript cannot read is not judged. */
function compile(source: string, flags: string): RegExp | null {
  try {
    return new RegExp(source, flags);
  } catch {
    return null;
  }
}
