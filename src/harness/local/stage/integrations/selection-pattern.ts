/** A selection pattern as it was read. */
export type SelectionPattern =
  | { readonly kind: "pattern"; readonly pattern: RegExp }
  /** No regular expression, neither to Java nor to JavaScript; `reason` says why. */
  | { readonly kind: "broken"; readonly reason: string }
  /** Java reads it, or may; JavaScript does not, or differently. */
  | { readonly kind: "unlike" };

/** What JavaScript says of texts that Java refuses as well, in the words of a message. */
const faults: readonly (readonly [said: RegExp, reason: string])[] = [
  [/Unterminated group/u, "a group is not closed"],
  [/Unmatched '\)'/u, "a parenthesis closes nothing"],
  [/Unterminated character class/u, "a bracket is not closed"],
  [/\\ at end of pattern/u, "it ends with a backslash"],
];

/** Java takes brackets within brackets, and a closing one that comes first, for other than JavaScript does. */
const unlikeClasses = /\[\^?\]|(?<!\\)\[(?:\\.|[^\]\\])*\[/su;

/**
 * Reads a selection pattern, which has to match the whole text. It is a regular expression of Java: some that
 * JavaScript does not read, or reads differently (possessive quantifiers, `\Q`, `\p{Alpha}`), are not emulated.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html
 * @example readSelectionPattern("NotFound:(.*") // { kind: "broken", reason: "a group is not closed" }
 */
export function readSelectionPattern(text: string): SelectionPattern {
  const [, flags = "", source = ""] = /^(?:\(\?([is]+)\))?(.*)$/su.exec(text) ?? [];
  if (/[*+?}]\+|\\[QEpPAzZGX]|\(\?[idmsux-]+\)/.test(source)) return { kind: "unlike" };
  try {
    // By itself first: within a group, `a)(b` would be sound. Without the flag `u`, which forbids escapes that
    // Java allows, such as `\-`.
    const alone = new RegExp(source, flags);
    return { kind: "pattern", pattern: new RegExp(`^(?:${alone.source})$`, flags) };
  } catch (error) {
    const said = error instanceof Error ? error.message : "";
    const [, reason] = faults.find(([words]) => words.test(said)) ?? [];
    if (reason === undefined || unlikeClasses.test(source)) return { kind: "unlike" };
    return { kind: "broken", reason };
  }
}
