/** Any characters, slashes and colons too: `*`. */
export const anyText = Symbol("*");

/** One character: `?`. */
export const anyCharacter = Symbol("?");

/** A pattern, unit by unit: what is text stands for itself, whatever it is. */
export type Pattern = readonly (string | typeof anyText | typeof anyCharacter)[];

/** Reads `*` and `?` of a text as wildcards. */
export function readPattern(text: string): Pattern {
  return text.split("").map((unit) => {
    if (unit === "*") return anyText;
    return unit === "?" ? anyCharacter : unit;
  });
}

/** The same, whatever the case of its letters; the text it is held against has to be in lower case. */
export function inLowerCase(pattern: Pattern): Pattern {
  return pattern.map((unit) => (typeof unit === "string" ? unit.toLowerCase() : unit));
}

/**
 * Does a whole text fit a pattern? In time that grows with the product of the two lengths at most, whatever the
 * pattern.
 */
export function matchesPattern(pattern: Pattern, text: string): boolean {
  let [at, inPattern, star, resumed] = [0, 0, -1, 0];
  while (at < text.length) {
    const unit = pattern[inPattern];
    if (unit === anyText) {
      star = inPattern;
      resumed = at;
      inPattern += 1;
    } else if (unit !== undefined && (unit === anyCharacter || unit === text[at])) {
      inPattern += 1;
      at += 1;
    } else if (star >= 0) {
      inPattern = star + 1;
      resumed += 1;
      at = resumed;
    } else return false;
  }
  while (pattern[inPattern] === anyText) inPattern += 1;
  return inPattern === pattern.length;
}

/** Does a text fit a pattern with `*` and `?`? */
export function matchesWildcards(pattern: string, text: string): boolean {
  return matchesPattern(readPattern(pattern), text);
}
