import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type Node,
  type Pair,
  type Tags,
  type YAMLMap,
} from "yaml";
import { findObstacle } from "./find-obstacle.ts";
import { findPlaceholder } from "./find-placeholder.ts";
import { indentFlow } from "./indent-flow.ts";
import { isJsonValue, type JsonValue } from "./json.ts";
import { splitPointer, type JsonPointer } from "./json-pointer.ts";
import type { Place, PlaceIndex } from "./place-index.ts";

/** A defect of a text, by its offset. */
export interface TextIssue {
  readonly kind: "syntax" | "duplicate-key" | "byte-order-mark" | "not-json" | "unknown-tag";
  readonly message: string;
  readonly offset: number;
}

/** YAML read tolerantly, with the place of every value. */
export interface PositionedYaml extends PlaceIndex {
  readonly value: JsonValue;
  readonly issues: readonly TextIssue[];
}

const nowhere: Place = { key: null, value: null };

/**
 * Parses YAML 1.2 or JSON, tolerantly: a duplicate key is an issue and its last use counts, a syntax error is an
 * issue and what could be read is kept. Never throws.
 */
export function parsePositionedYaml(text: string, customTags?: Tags): PositionedYaml {
  const obstacle = findObstacle(text);
  if (obstacle !== null) return unreadable(obstacle.message, obstacle.offset);
  try {
    return read(text, customTags);
  } catch (error) {
    return unreadable(messageOf(error), 0);
  }
}

function unreadable(message: string, offset: number): PositionedYaml {
  return { value: null, issues: [{ kind: "syntax", message, offset }], find: () => nowhere };
}

function unfinished(placeholder: string, offset: number): PositionedYaml {
  if (/^\{\{\s*resolve:/.test(placeholder))
    return unreadable(`${placeholder} is read as a map in a map: put it in quotes.`, offset);
  return unreadable(
    `${placeholder} is filled in when a project is made of this file (cookiecutter, sam init): check the project that is made, or quote what is meant as text.`,
    offset,
  );
}

function read(text: string, customTags?: Tags): PositionedYaml {
  const parse = (source: string): Document =>
    parseDocument(source, {
      uniqueKeys: false,
      merge: true,
      prettyErrors: false,
      // What the parser would print, an issue says.
      logLevel: "error",
      ...(customTags === undefined ? {} : { customTags }),
    });
  const written = parse(text);
  const placeholder = findPlaceholder(written, text);
  if (placeholder !== null) return unfinished(placeholder.text, placeholder.offset);
  const indented = indentFlow(text, written, parse);
  return indented === null
    ? readDocument(written)
    : movePlaces(readDocument(indented.document), indented.originalOffset);
}

/** A document read from a changed text, with the places of the text as written. */
function movePlaces(yaml: PositionedYaml, move: (offset: number) => number): PositionedYaml {
  const moved = (offset: number | null): number | null => (offset === null ? null : move(offset));
  return {
    value: yaml.value,
    issues: yaml.issues.map((issue) => ({ ...issue, offset: move(issue.offset) })),
    find: (pointer) => {
      const { key, value } = yaml.find(pointer);
      return { key: moved(key), value: moved(value) };
    },
  };
}

function readDocument(document: Document): PositionedYaml {
  const issues: TextIssue[] = firstErrors(document).map((error) => ({
    kind: "syntax",
    message: error.message,
    offset: error.pos[0],
  }));
  for (const warning of document.warnings) {
    if (warning.code !== "TAG_RESOLVE_FAILED") continue;
    issues.push({ kind: "unknown-tag", message: warning.message, offset: warning.pos[0] });
  }
  const duplicates = duplicateKeys(document);
  const { value, issue } = toValue(document);
  const pairs = new WeakMap<YAMLMap, PairsByKey>();
  if (issue !== null) duplicates.push({ kind: "not-json", message: issue, offset: 0 });
  return {
    value,
    issues: [...issues, ...duplicates],
    find: (pointer) => findPlace(document, pointer, pairs),
  };
}

type PairsByKey = ReadonlyMap<string, Pair>;

/** The pairs of a map by the text of their keys; of keys that stand twice, the last. */
function pairsByKey(items: readonly Pair[]): PairsByKey {
  const pairs = new Map<string, Pair>();
  for (const pair of items) if (isScalar(pair.key)) pairs.set(String(pair.key.value), pair);
  return pairs;
}

function isNode(value: unknown): value is Node {
  return isMap(value) || isSeq(value) || isScalar(value);
}

/** Pairs are put in order once a map: many problems of one map would each go through all of it. */
function findPlace(
  document: Document,
  pointer: JsonPointer,
  pairs: WeakMap<YAMLMap, PairsByKey>,
): Place {
  let place: NodePlace = { key: null, value: isNode(document.contents) ? document.contents : null };
  for (const token of splitPointer(pointer)) {
    const child = childPlace(place.value, token, pairs);
    if (child === null) break;
    place = child;
  }
  return { key: place.key?.range?.[0] ?? null, value: place.value?.range?.[0] ?? null };
}

interface NodePlace {
  readonly key: Node | null;
  readonly value: Node | null;
}

function childPlace(
  parent: Node | null,
  token: string,
  pairs: WeakMap<YAMLMap, PairsByKey>,
): NodePlace | null {
  if (isMap(parent)) {
    const byKey = pairs.get(parent) ?? pairsByKey(parent.items);
    pairs.set(parent, byKey);
    const pair = byKey.get(token);
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
  const errors = document.errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
  // What comes after a tab is out of step because of it.
  return errors.slice(0, errors[0]?.code === "TAB_AS_INDENT" ? 1 : 3);
}

/** Aliases are expanded at most 100 times, so that a small file cannot become a huge value. */
function toValue(document: Document): { readonly value: JsonValue; readonly issue: string | null } {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    const json: unknown = value instanceof Date ? value.toISOString() : (value ?? null);
    if (isJsonValue(json)) return { value: json, issue: null };
    return {
      value: null,
      issue: "The document nests deeper than 512 levels, or holds values that JSON cannot express.",
    };
  } catch (error) {
    return { value: null, issue: messageOf(error) };
  }
}

function duplicateKeys(document: Document): TextIssue[] {
  const issues: TextIssue[] = [];
  const visit = (node: unknown): void => {
    if (isSeq(node)) node.items.forEach(visit);
    if (!isMap(node)) return;
    const seen = new Set<string>();
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : null;
      if (key !== null && key !== "<<" && seen.has(key)) {
        issues.push({
          kind: "duplicate-key",
          message: `The key "${key}" stands twice in the same map; the last one counts.`,
          offset: isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0,
        });
      }
      if (key !== null) seen.add(key);
      visit(pair.value);
    }
  };
  visit(document.contents);
  return issues;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
