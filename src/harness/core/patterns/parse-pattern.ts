/** A part of a regular expression, as far as whether it matches depends on it. */
export type PatternNode =
  /** One character, told by an expression of its own. */
  | { readonly kind: "character"; readonly source: string }
  | { readonly kind: "sequence"; readonly parts: readonly PatternNode[] }
  | { readonly kind: "choice"; readonly branches: readonly PatternNode[] }
  | {
      readonly kind: "repeat";
      readonly part: PatternNode;
      readonly least: number;
      /** `Infinity` without a limit. */
      readonly most: number;
    }
  | { readonly kind: "place"; readonly place: "start" | "end" | "word-edge" | "no-word-edge" }
  | { readonly kind: "lookahead"; readonly part: PatternNode; readonly isNegative: boolean };

/** Deeper patterns are not written by people. */
const deepest = 100;

/** Ends the reading of what a linear match cannot follow. */
class NotFollowed extends Error {}

const characterOf = {
  unicode:
    /\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u\{[\da-fA-F]+\}|\\u[\da-fA-F]{4}|\\[pP]\{[^}]*\}|\\x[\da-fA-F]{2}|\\c[a-zA-Z]|\\0(?!\d)|\\[^1-9kc0bBupPx]|\[(?:\\[\s\S]|[^\]\\])*\]|[^\\^$|()*+?]/uy,
  plain:
    /\\u[\da-fA-F]{4}|\\x[\da-fA-F]{2}|\\c[a-zA-Z]|\\0(?!\d)|\\[^1-9kc0bB]|\[(?:\\[\s\S]|[^\]\\])*\]|[^\\^$|()*+?]/y,
};
const repetition = /(?:([*+?])|\{(\d+)(,(\d*))?\})\??/y;

/**
 * Reads an ECMA-262 expression into the parts that decide whether a text matches; `null` for what needs more than
 * one pass over the text: references back, lookbehind, modifiers, and for depth.
 *
 * @param expression flags `u` and `s` are understood
 */
export function parsePattern(expression: RegExp): PatternNode | null {
  if (/[^us]/.test(expression.flags)) return null;
  const reader = new PatternReader(expression.source, expression.unicode);
  try {
    return reader.readAll();
  } catch (error) {
    if (error instanceof NotFollowed) return null;
    throw error;
  }
}

class PatternReader {
  readonly #source: string;
  readonly #character: RegExp;
  #at = 0;

  constructor(source: string, isUnicode: boolean) {
    this.#source = source;
    this.#character = isUnicode ? characterOf.unicode : characterOf.plain;
  }

  readAll(): PatternNode {
    const node = this.#readChoice(0);
    if (this.#at < this.#source.length) throw new NotFollowed();
    return node;
  }

  /** Steps over a text where it stands here. */
  #take(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #match(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.#at;
    const match = expression.exec(this.#source);
    if (match !== null) this.#at += match[0].length;
    return match;
  }

  #readChoice(depth: number): PatternNode {
    if (depth > deepest) throw new NotFollowed();
    const branches = [this.#readSequence(depth)];
    while (this.#take("|")) branches.push(this.#readSequence(depth));
    const [only] = branches;
    return branches.length === 1 && only !== undefined ? only : { kind: "choice", branches };
  }

  #readSequence(depth: number): PatternNode {
    const parts: PatternNode[] = [];
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source.charAt(this.#at)))
      parts.push(this.#readRepeated(depth));
    return { kind: "sequence", parts };
  }

  #readRepeated(depth: number): PatternNode {
    const part = this.#readPart(depth);
    const match = this.#match(repetition);
    if (match === null) return part;
    const [, sign, least, comma, most] = match;
    if (sign !== undefined)
      return {
        kind: "repeat",
        part,
        least: sign === "+" ? 1 : 0,
        most: sign === "?" ? 1 : Infinity,
      };
    const fewest = Number(least);
    const limit = comma === undefined ? fewest : most === "" ? Infinity : Number(most);
    return { kind: "repeat", part, least: fewest, most: limit };
  }

  #readPart(depth: number): PatternNode {
    if (this.#take("^")) return { kind: "place", place: "start" };
    if (this.#take("$")) return { kind: "place", place: "end" };
    if (this.#take("\\b")) return { kind: "place", place: "word-edge" };
    if (this.#take("\\B")) return { kind: "place", place: "no-word-edge" };
    if (this.#take("(")) return this.#readGroup(depth + 1);
    const match = this.#match(this.#character);
    if (match === null) throw new NotFollowed();
    return { kind: "character", source: match[0] };
  }

  #readGroup(depth: number): PatternNode {
    const isNegative = this.#take("?!");
    const isLookahead = isNegative || this.#take("?=");
    if (!isLookahead && !this.#take("?:")) this.#match(/\?<(?![=!])[^>]*>/y);
    // What begins with a question mark now is a lookbehind or a modifier, and no part either.
    const part = this.#readChoice(depth);
    if (!this.#take(")")) throw new NotFollowed();
    return isLookahead ? { kind: "lookahead", part, isNegative } : part;
  }
}
