import { isMap, isNode, isSeq, LineCounter, parseDocument } from "yaml";
import type { SourceLocation } from "../../../core/problem.ts";

/** Tells the lines of the keys and list items a place stands in, outermost first. */
export type EnclosingLines = (location: SourceLocation) => readonly number[];

interface Extent {
  /** Offset of its first character. */
  readonly start: number;
  readonly end: number;
  readonly value: unknown;
}

function extentsOf(node: unknown): readonly Extent[] {
  if (isMap(node)) {
    return node.items.flatMap(({ key, value }) => {
      const start = isNode(key) ? key.range?.[0] : undefined;
      const keyEnd = isNode(key) ? key.range?.[2] : undefined;
      if (start === undefined) return [];
      const end = isNode(value) ? value.range?.[2] : keyEnd;
      return [{ start, end: end ?? start, value }];
    });
  }
  if (!isSeq(node)) return [];
  return node.items.flatMap((item) => {
    const range = isNode(item) ? item.range : null;
    return range === null || range === undefined
      ? []
      : [{ start: range[0], end: range[2], value: item }];
  });
}

/** A text nested too deep for the parser has no places. */
function parse(text: string, lineCounter: LineCounter): unknown {
  try {
    return parseDocument(text, {
      lineCounter,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: "silent",
    }).contents;
  } catch {
    return null;
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/**
 * Reads a YAML file for the lines of enclosing keys. A file that does not parse has what could be read of
 * it; places without a line have none.
 */
export function readEnclosingLines(text: string): EnclosingLines {
  const lineCounter = new LineCounter();
  const contents = parse(text, lineCounter);
  const starts = lineStarts(text);
  return ({ line, column = 1 }) => {
    if (line === undefined) return [];
    const offset = (starts[line - 1] ?? 0) + column - 1;
    const found: number[] = [];
    let node: unknown = contents;
    for (;;) {
      const around = extentsOf(node).findLast(({ start, end }) => start <= offset && offset < end);
      if (around === undefined) return found;
      found.push(lineCounter.linePos(around.start).line);
      node = around.value;
    }
  };
}
