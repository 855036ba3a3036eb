import type { Element } from "./element.ts";
import type { JsonTokens } from "./json-tokens.ts";
import { readWildcard, wildcardParts } from "./wildcard-parts.ts";

/** What a match expression is, and the wildcards in it, whose complexity has a limit. */
export interface ReadElement {
  readonly element: Element;
  /** Tokens of each wildcard operand. */
  readonly wildcards: readonly (readonly (string | null)[])[];
}

/** The next token, which has to be a text; otherwise the reason. */
export function textOf(tokens: JsonTokens, reason: string): string {
  const token = tokens.next();
  return token.kind === "string" ? token.text : tokens.reject(reason);
}

/** Reads the end of a match expression, which has one key. */
export function endExpression(tokens: JsonTokens, reason: string): void {
  if (tokens.next().kind !== "}") tokens.reject(reason);
}

/** A wildcard operand that has been read as text. */
export function wildcardOf(tokens: JsonTokens, operand: string): ReadElement {
  const read = readWildcard(operand);
  if ("reason" in read) return tokens.reject(read.reason);
  return {
    element: { kind: "wildcard", parts: wildcardParts(read.tokens) },
    wildcards: [read.tokens],
  };
}

/** The reason for a second key. */
export const onlyOneKey = "Only one key allowed in match expression";

/** An element without wildcards. */
export function plainElement(element: Element): ReadElement {
  return { element, wildcards: [] };
}
