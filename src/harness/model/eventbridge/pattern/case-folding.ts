import type { Element } from "./element.ts";

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/gu, String.raw`\$&`);
}

/**
 * A text in which every character may stand in lower or in upper case, as a regular expression
 * without repetition: it runs in the length of the text. Folding is that of the pattern's characters
 * alone, one UTF-16 unit at a time: `ß` takes `SS` but not `ss`, and the Kelvin sign takes `k`
 * although `k` does not take it. Half a surrogate pair has become a question mark by then, so that an
 * operand with an emoji matches no event that has it: Event Ruler, the matcher EventBridge publishes,
 * works on bytes and loses it.
 */
function foldedSource(text: string): string {
  let source = "";
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charAt(at);
    if (/[\ud800-\udfff]/u.test(unit)) {
      source += String.raw`\?`;
      continue;
    }
    const lower = unit.toLowerCase();
    const upper = unit.toUpperCase();
    source += lower === upper ? escaped(lower) : `(?:${escaped(lower)}|${escaped(upper)})`;
  }
  return source;
}

/** Where a folded text has to stand. */
export type FoldedPlace = "whole" | "start" | "end";

/** The element of `equals-ignore-case`, alone, in a prefix or in a suffix. */
export function foldedElement(text: string, place: FoldedPlace): Element {
  const source = foldedSource(text);
  // No "u": patterns fold by UTF-16 units. "s" and no "m": a line break is a character like others.
  const expression = new RegExp(
    `${place === "end" ? "" : "^"}${source}${place === "start" ? "" : "$"}`,
    "s",
  );
  const isAscii = place === "whole" && /^[ -~]*$/u.test(text);
  return { kind: "folded", expression, lower: isAscii ? text.toLowerCase() : null };
}
