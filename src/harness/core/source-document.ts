import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type Pair,
  type Tags,
} from "yaml";
import { isJsonValue, type JsonValue } from "./json.ts";
import { splitPointer, type JsonPointer } from "./json-pointer.ts";
import type { SourceLocation } from "./problem.ts";

/** A defect of the text itself, found while parsing; the document may still be usable. */
export interface SyntaxIssue {
  readonly kind: "syntax" | "duplicate-key" | "byte-order-mark" | "not-json" | "unknown-tag";
  readonly message: string;
  readonly location: SourceLocation;
}

/** A YAML or JSON file that knows where each of its values stands. */
export interface SourceDocument {
  readonly file: string;
  readonly text: string;
  readonly value: JsonValue;
  readonly issues: readonly SyntaxIssue[];
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

interface Place {
  readonly key: Node | null;
  readonly value: Node | null;
}

function stripByteOrderMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

/** The pair of a map, matched by the text of its key. */
function findPair(items: readonly Pair[], token: string): Pair | undefined {
  return items.findLast((pair) => isScalar(pair.key) && String(pair.key.value) === token);
}

function isNode(value: unknown): value is Node {
  return isMap(value) || isSeq(value) || isScalar(value);
}

function findPlace(document: Document, pointer: JsonPointer): Place {
  let place: Place = { key: null, value: isNode(document.contents) ? document.contents : null };
  for (const token of splitPointer(pointer)) {
    const child = childPlace(place.value, token);
    if (child === null) return place;
    place = child;
  }
  return place;
}

function childPlace(parent: Node | null, token: string): Place | null {
  if (isMap(parent)) {
    const pair = findPair(parent.items, token);
    if (pair === undefined) return null;
    return {
      key: isNode(pair.key) ? pair.key : null,
      value: isNode(pair.value) ? pair.value : null,
    };
  }
  if (isSeq(parent)) {
    const item = parent.items[Number(token)];
    return isPair(item) || !isNode(item) ? null : { key: item, value: item };
  }
  return null;
}

/** After its first errors, a parser mostly complains about what it misread because of them. */
function firstErrors(document: Document): Document["errors"] {
  return document.errors.toSorted((a, b) => a.pos[0] - b.pos[0]).slice(0, 3);
}

/**
 * Parses YAML 1.2 or JSON, tolerantly: a duplicate key is an issue and its last use counts, a
 * syntax error is an issue and what could be read is kept.
 *
 * @example
 * const spec = parseSourceDocument({ file: "openapi.yaml", text });
 * spec.locate("/paths/~1orders/post"); // { file: "openapi.yaml", line: 20, column: 7, pointer: … }
 */
export function parseSourceDocument(options: SourceDocumentOptions): SourceDocument {
  const { file } = options;
  const text = stripByteOrderMark(options.text);
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter,
    uniqueKeys: false,
    merge: true,
    prettyErrors: false,
    // What the parser would print, an issue says.
    logLevel: "error",
    ...(options.customTags === undefined ? {} : { customTags: options.customTags }),
  });
  const at = (offset: number, pointer?: JsonPointer): SourceLocation => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line, column: col, ...(pointer === undefined ? {} : { pointer }) };
  };
  const locate = (pointer: JsonPointer, part: "key" | "value" = "key"): SourceLocation => {
    const place = findPlace(document, pointer);
    const node = part === "key" ? (place.key ?? place.value) : (place.value ?? place.key);
    return at(node?.range?.[0] ?? 0, pointer);
  };
  const issues: SyntaxIssue[] = firstErrors(document).map((error) => ({
    kind: "syntax",
    message: error.message,
    location: at(error.pos[0]),
  }));
  for (const warning of document.warnings) {
    if (warning.code !== "TAG_RESOLVE_FAILED") continue;
    issues.push({ kind: "unknown-tag", message: warning.message, location: at(warning.pos[0]) });
  }
  if (options.text !== text) {
    issues.push({
      kind: "byte-order-mark",
      message: "The file begins with a byte order mark.",
      location: at(0),
    });
  }
  issues.push(...duplicateKeys(document, at));
  const { value, issue } = toValue(document);
  if (issue !== null) issues.push({ kind: "not-json", message: issue, location: at(0) });
  return { file, text, value, issues, locate };
}

/** Aliases are expanded at most 100 times, so that a small file cannot become a huge value. */
function toValue(document: Document): { readonly value: JsonValue; readonly issue: string | null } {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    const json: unknown = value instanceof Date ? value.toISOString() : (value ?? null);
    if (isJsonValue(json)) return { value: json, issue: null };
    return { value: null, issue: "The document holds values that JSON cannot express." };
  } catch (error) {
    return { value: null, issue: error instanceof Error ? error.message : String(error) };
  }
}

function duplicateKeys(
  document: Document,
  at: (offset: number) => SourceLocation,
): readonly SyntaxIssue[] {
  const issues: SyntaxIssue[] = [];
  const visit = (node: unknown): void => {
    if (isSeq(node)) node.items.forEach(visit);
    if (!isMap(node)) return;
    const seen = new Set<string>();
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : null;
      if (key !== null && key !== "<<" && seen.has(key)) {
        const offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
        issues.push({
          kind: "duplicate-key",
          message: `The key "${key}" stands twice in the same map; the last one counts.`,
          location: at(offset),
        });
      }
      if (key !== null) seen.add(key);
      visit(pair.value);
    }
  };
  visit(document.contents);
  return issues;
}
