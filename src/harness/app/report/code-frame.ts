import type { SourceLocation } from "../../core/problem.ts";
import { displayWidth } from "./display-width.ts";
import { holdsSecrets, isInsideSecret, maskLine, maskWhole } from "./mask-line.ts";

const contextLines = 1;
const widestLine = 160;
/** How much of a long line is shown before the column. */
const lead = 60;

/** How far around the column a line is looked at: far enough to see the name before a secret. */
const widestLook = 2000;

/** Characters that would move the cursor or change colours, a tab apart. */
const controls = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;

/** A part of a line that fits, with the column where it stands in it; a long line is cut around the column. */
function fit(line: string, column: number): { readonly text: string; readonly column: number } {
  if (line.length <= widestLine) return { text: line, column };
  const start = column <= widestLine - lead ? 0 : column - lead;
  const end = start + widestLine;
  const text = `${start === 0 ? "" : "…"}${line.slice(start, end)}${end < line.length ? "…" : ""}`;
  return { text, column: start === 0 ? column : column - start + 1 };
}

let lastText = "";
let lastLines: readonly string[] = [""];

/** Findings of one file come one after the other; a large file is split once for all of them. */
function linesOf(text: string): readonly string[] {
  if (text !== lastText) {
    lastText = text;
    lastLines = text.split(/\r?\n/);
  }
  return lastLines;
}

/** The part of a line that may be shown, without secrets and control characters. */
function readLine(
  line: string,
  column: number,
): { readonly text: string; readonly column: number } {
  const start = Math.max(0, column - widestLook);
  const near = line.slice(start, column + widestLook);
  return fit(maskLine(near.replaceAll(controls, "\uFFFD")), column - start);
}

/** What stands before the caret: tabs stay tabs, so that the caret stays below its character. */
function indentTo(text: string, column: number): string {
  return text
    .slice(0, column - 1)
    .split("\t")
    .map((part) => " ".repeat(displayWidth(part)))
    .join("\t");
}

/**
 * The lines around a place with a caret under its column, or an empty list when the text or the
 * line is not known, or the file is one of secrets. Secrets are written over, control characters replaced, long lines cut.
 *
 * @example
 * codeFrame({ file: "openapi.yaml", line: 2, column: 3 }, "a:\n  b: 1\n")
 * // ["  1 | a:", "> 2 |   b: 1", "    |   ^"]
 */
export function codeFrame(location: SourceLocation, text: string | null): readonly string[] {
  const { line, column = 1 } = location;
  if (text === null || line === undefined || holdsSecrets(location.file)) return [];
  const lines = linesOf(text);
  if (line < 1 || line > lines.length) return [];
  const first = Math.max(1, line - contextLines);
  const last = Math.min(lines.length, line + contextLines);
  const width = String(last).length;
  const frame: string[] = [];
  for (let number = first; number <= last; number += 1) {
    const whole = lines[number - 1] ?? "";
    const isHere = number === line;
    const safe = isInsideSecret(lines, number - 1) ? maskWhole(whole) : whole;
    const shown = readLine(safe, isHere ? column : 1);
    const mark = isHere ? ">" : " ";
    frame.push(`${mark} ${String(number).padStart(width)} | ${shown.text}`.trimEnd());
    // A column beyond the line points at its end.
    if (isHere && column <= whole.length + 1) {
      frame.push(`  ${" ".repeat(width)} | ${indentTo(shown.text, shown.column)}^`);
    }
  }
  return frame;
}
