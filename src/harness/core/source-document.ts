import type { Tags } from "yaml";
import type { JsonValue } from "./json.ts";
import type { JsonPointer } from "./json-pointer.ts";
import { parsePlainJson } from "./parse-plain-json.ts";
import { deepestPlainYaml, parsePlainYaml } from "./parse-plain-yaml.ts";
import { createPlaceIndex, type PlaceIndex } from "./place-index.ts";
import { parsePositionedYaml, type TextIssue } from "./positioned-yaml.ts";
import type { SourceLocation } from "./problem.ts";

/** A defect of the text itself, found while parsing; the document may still be usable. */
export interface SyntaxIssue {
  readonly kind: TextIssue["kind"];
  readonly message: string;
  readonly location: SourceLocation;
}

/** A YAML or JSON file that knows where each of its values stands. */
export interface SourceDocument {
  readonly file: string;
  readonly text: string;
  readonly value: JsonValue;
  readonly issues: readonly SyntaxIssue[];
  /** Paths of files that its references name and that were looked for in vain. */
  readonly missingFiles?: ReadonlySet<string>;
  /**
   * Where a value stands; the nearest ancestor that exists when the pointer leads nowhere.
   * `part: "key"` gives the place of the member's name instead of its value.
   */
  locate(pointer: JsonPointer, part?: "key" | "value"): SourceLocation;
}

/** Of a text that was not read to its end, nothing is known to be missing. */
export function isMisread({ issues }: SourceDocument): boolean {
  return issues.some(({ kind }) => kind === "syntax" || kind === "not-json");
}

/** How to read a source document. */
export interface SourceDocumentOptions {
  /** Path shown in problems, relative to the project root. */
  readonly file: string;
  readonly text: string;
  /** YAML tags to understand beyond the core ones (the template's `!Ref`, `!Sub`, …). */
  readonly customTags?: Tags;
}

function stripByteOrderMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

/**
 * Parses YAML 1.2 or JSON, tolerantly: a duplicate key is an issue and its last use counts, a
 * syntax error is an issue and what could be read is kept. Text beyond doubt is read without positions, several
 * times faster; they are worked out when a place is first asked for.
 *
 * @example
 * const spec = parseSourceDocument({ file: "openapi.yaml", text });
 * spec.locate("/paths/~1orders/post"); // { file: "openapi.yaml", line: 20, column: 7, pointer: … }
 */
export function parseSourceDocument(options: SourceDocumentOptions): SourceDocument {
  const { file, customTags } = options;
  const text = stripByteOrderMark(options.text);
  const at = createLocator(file, text);
  const plain = customTags === undefined ? (parsePlainJson(text) ?? parsePlainYaml(text)) : null;
  const positioned = plain === null ? parsePositionedYaml(text, customTags) : null;
  let places: PlaceIndex | null = positioned;
  const locate = (pointer: JsonPointer, part: "key" | "value" = "key"): SourceLocation => {
    places ??= indexPlaces(text);
    const { key, value } = places.find(pointer);
    return at((part === "key" ? (key ?? value) : (value ?? key)) ?? 0, pointer);
  };
  const issues: SyntaxIssue[] = [];
  if (options.text !== text) {
    const message = "The file begins with a byte order mark.";
    issues.push({ kind: "byte-order-mark", message, location: at(0) });
  }
  for (const { kind, message, offset } of positioned?.issues ?? [])
    issues.push({ kind, message, location: at(offset) });
  return { file, text, value: plain?.value ?? positioned?.value ?? null, issues, locate };
}

/** Places of a text that was read plainly. JSON that is not quite YAML is left to the tolerant parser. */
function indexPlaces(text: string): PlaceIndex {
  return createPlaceIndex(text, deepestPlainYaml) ?? parsePositionedYaml(text);
}

/** Offsets as lines and columns, both from 1. */
function createLocator(
  file: string,
  text: string,
): (offset: number, pointer?: JsonPointer) => SourceLocation {
  let starts: readonly number[] | undefined;
  return (offset, pointer) => {
    starts ??= lineStarts(text);
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    const column = offset - (starts[low] ?? 0) + 1;
    return { file, line: low + 1, column, ...(pointer === undefined ? {} : { pointer }) };
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1))
    starts.push(end + 1);
  return starts;
}
