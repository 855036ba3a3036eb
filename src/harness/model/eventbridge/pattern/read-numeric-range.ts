import { canonicalNumber } from "./canonical-number.ts";
import type { Bound, Element } from "./element.ts";
import type { JsonToken, JsonTokens } from "./json-tokens.ts";

const tooMany = "Too many elements in numeric expression";
const lowest: Bound = { value: Number.NEGATIVE_INFINITY, open: false };
const highest: Bound = { value: Number.POSITIVE_INFINITY, open: false };

/** A number that can be compared, of a token that has to be one. */
export function comparableNumber(tokens: JsonTokens, token: JsonToken): number {
  const value = canonicalNumber(token.text);
  return value ?? tokens.reject(`Cannot compare number : ${token.text}`);
}

function endList(tokens: JsonTokens, reason: string): void {
  if (tokens.next().kind !== "]") tokens.reject(reason);
}

/** What follows `[">", low`: the end, or an upper bound. */
function readUpper(tokens: JsonTokens, low: JsonToken, open: boolean): Element {
  const next = tokens.next();
  if (next.kind === "]") {
    const value = comparableNumber(tokens, low);
    return { kind: "range", low: { value, open }, high: highest };
  }
  if (next.kind !== "string") tokens.reject(`Bad value in numeric range: ${next.text}`);
  if (next.text !== "<" && next.text !== "<=") {
    tokens.reject(`Bad numeric range operator: ${next.text}`);
  }
  const high = tokens.next();
  if (high.kind !== "number") tokens.reject(`Value of ${next.text} must be numeric`);
  endList(tokens, "Too many terms in numeric range expression");
  if (Number(low.text) >= Number(high.text)) tokens.reject("Bottom must be less than top");
  return {
    kind: "range",
    low: { value: comparableNumber(tokens, low), open },
    high: { value: comparableNumber(tokens, high), open: next.text === "<" },
  };
}

/** One bound, or an equality. */
function readSingle(tokens: JsonTokens, operator: string, operand: JsonToken): Element {
  endList(tokens, tooMany);
  const value = comparableNumber(tokens, operand);
  const bound: Bound = { value, open: operator === "<" };
  return { kind: "range", low: operator === "=" ? bound : lowest, high: bound };
}

function readList(tokens: JsonTokens): Element {
  const first = tokens.next();
  if (first.kind !== "string") tokens.reject(`Invalid member in numeric match: ${first.text}`);
  const operator = first.text;
  if (!["=", "<", "<=", ">", ">="].includes(operator)) {
    tokens.next();
    tokens.reject(`Unrecognized numeric range operator: ${operator}`);
  }
  const operand = tokens.next();
  if (operand.kind !== "number") {
    tokens.reject(`Value of ${operator === "=" ? "equals" : operator} must be numeric`);
  }
  return operator === ">" || operator === ">="
    ? readUpper(tokens, operand, operator === ">")
    : readSingle(tokens, operator, operand);
}

/** Reads the operand of `numeric` and the end of its expression. Throws `PatternRejection`. */
export function readNumericRange(tokens: JsonTokens): Element {
  if (tokens.next().kind !== "[") tokens.reject("Value of numeric must be an array.");
  const range = readList(tokens);
  if (tokens.next().kind !== "}") tokens.reject(tooMany);
  return range;
}
