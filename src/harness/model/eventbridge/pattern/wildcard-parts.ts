/** A wildcard operand: the texts between its stars, in order. One text means no star. */
export type WildcardParts = readonly string[];

/** What an operand is made of, or why it is none: `null` stands for a star. */
export type WildcardTokens =
  | { readonly tokens: readonly (string | null)[] }
  | { readonly reason: string };

/**
 * Reads an operand of `wildcard`: `*` is any run of characters, `\*` and `\\` are a star and a
 * backslash. Two stars in a row and other backslashes are refused; positions count UTF-8 bytes of the
 * operand in its quotes, as the service counts them.
 */
export function readWildcard(operand: string): WildcardTokens {
  const tokens: (string | null)[] = [];
  const units = Array.from(operand);
  // The quote before the operand is at position 0.
  let position = 1;
  for (let at = 0; at < units.length; at += 1) {
    const unit = units[at] ?? "";
    if (unit === "*") {
      if (tokens.at(-1) === null) {
        return { reason: `Consecutive wildcard characters at pos ${String(position - 1)}` };
      }
      tokens.push(null);
    } else if (unit === "\\") {
      const next = units[at + 1];
      if (next !== "*" && next !== "\\") {
        return { reason: `Invalid escape character at pos ${String(position)}` };
      }
      tokens.push(next);
      at += 1;
      position += 1;
    } else tokens.push(unit);
    position += utf8Length(unit);
  }
  return { tokens };
}

function utf8Length(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}

/** The texts between the stars of an operand that `readWildcard` took. */
export function wildcardParts(tokens: readonly (string | null)[]): WildcardParts {
  const parts = [""];
  for (const token of tokens) {
    if (token === null) parts.push("");
    else parts[parts.length - 1] = `${parts.at(-1) ?? ""}${token}`;
  }
  return parts;
}

/** Whether a text is what an operand describes, in time that grows with the text alone. */
export function matchesWildcard(parts: WildcardParts, text: string): boolean {
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  if (parts.length === 1) return text === first;
  if (text.length < first.length + last.length) return false;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let from = first.length;
  for (let index = 1; index < parts.length - 1; index += 1) {
    const part = parts[index] ?? "";
    const found = text.indexOf(part, from);
    if (found === -1 || found + part.length > end) return false;
    from = found + part.length;
  }
  return true;
}
