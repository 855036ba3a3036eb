import type { SourceLocation } from "../../../core/problem.ts";
import type { ImportContext } from "../rule.ts";
import type { MappingTemplate } from "./list-templates.ts";

/** Offset of a line and column in a text. */
function offsetOf(text: string, line: number, column: number): number | null {
  let start = 0;
  for (let number = 1; number < line; number += 1) {
    const end = text.indexOf("\n", start);
    if (end < 0) return null;
    start = end + 1;
  }
  return start + column - 1;
}

/** How often a word stands before an offset. */
function countBefore(text: string, word: string, offset: number): number {
  let number = 0;
  for (let at = text.indexOf(word); at >= 0 && at < offset; at = text.indexOf(word, at + 1)) {
    number += 1;
  }
  return number;
}

/**
 * Where a word of a template stands in its file, whether the template is a block, a quoted text or a
 * line of JSON: the word that is the third of its kind in the template is the third after its
 * beginning. The template's own place when that does not lead to it.
 */
export function locateInTemplate(
  { document, text }: ImportContext,
  template: MappingTemplate,
  offset: number,
  word: string,
): SourceLocation {
  const own = document.source.locate(template.pointer, "value");
  const { file, line, column } = own;
  const start =
    text === null || file !== document.file || line === undefined || column === undefined
      ? null
      : offsetOf(text, line, column);
  if (text === null || start === null) return own;
  let at = start - 1;
  for (let left = countBefore(template.written, word, offset); left >= 0; left -= 1) {
    at = text.indexOf(word, at + 1);
    if (at < 0) return own;
  }
  // Escapes make a text longer in its file, but never this much.
  if (at - start > template.written.length * 8 + 1000) return own;
  const before = text.slice(start, at);
  const lines = before.split("\n").length - 1;
  const lineStart = text.lastIndexOf("\n", at - 1) + 1;
  return { ...own, line: (line ?? 1) + lines, column: at - lineStart + 1 };
}
