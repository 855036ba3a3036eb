import type { SourceLocation } from "../../core/problem.ts";

const contextLines = 1;
const widestLine = 160;

/**
 * The lines around a place with a caret under its column, or an empty list when the text or the
 * line is not known.
 *
 * @example
 * codeFrame({ file: "openapi.yaml", line: 2, column: 3 }, "a:\n  b: 1\n")
 * // ["  1 | a:", "> 2 |   b: 1", "    |   ^"]
 */
export function codeFrame(location: SourceLocation, text: string | null): readonly string[] {
  const { line, column = 1 } = location;
  if (text === null || line === undefined) return [];
  const lines = text.split(/\r?\n/);
  if (line < 1 || line > lines.length) return [];
  const first = Math.max(1, line - contextLines);
  const last = Math.min(lines.length, line + contextLines);
  const width = String(last).length;
  const frame: string[] = [];
  for (let number = first; number <= last; number += 1) {
    const content = (lines[number - 1] ?? "").slice(0, widestLine);
    const mark = number === line ? ">" : " ";
    frame.push(`${mark} ${String(number).padStart(width)} | ${content}`.trimEnd());
    if (number === line && column <= widestLine) {
      frame.push(`  ${" ".repeat(width)} | ${" ".repeat(column - 1)}^`);
    }
  }
  return frame;
}
