import type { JsonObject, JsonValue } from "../../core/json.ts";
import { joinPointer, splitPointer, type JsonPointer } from "../../core/json-pointer.ts";
import type { SourceDocument } from "../../core/source-document.ts";
import { isJsonMap } from "./read-members.ts";

/** What the template knows of the intrinsics that decide about the shape of a definition. */
export interface IntrinsicSettings {
  /** The value of a condition; `null` when it cannot be known, and the `Fn::If` then stays as it is. */
  condition(name: string): boolean | null;
  /**
   * The file a nested `AWS::Include` names, by its `Location` as written; `null` when it cannot be read, and the
   * `Fn::Transform` then stays as it is.
   */
  include(location: JsonValue): SourceDocument | null;
}

/** Where a part of the result was written. */
interface Origin {
  readonly source: SourceDocument;
  readonly pointer: JsonPointer;
}

interface Settling {
  readonly settings: IntrinsicSettings;
  /** Parts that do not stand where their pointer says. */
  readonly moves: Map<JsonPointer, Origin>;
  readonly included: Set<SourceDocument>;
}

/** Files that include each other come to an end here. */
const deepest = 8;

/**
 * Puts the branch of each `Fn::If` whose condition is known in its place, takes members away that are
 * `AWS::NoValue`, and takes in the members of nested `AWS::Include`s, which win over those beside them. Pointers are
 * those of the result; locations stay those of the text. Everything else, and what is not known, is left as it is.
 */
export function settleIntrinsics(
  source: SourceDocument,
  settings: IntrinsicSettings,
): SourceDocument {
  if (!/Fn::(?:If|Transform)/.test(source.text)) return source;
  const settling: Settling = { settings, moves: new Map(), included: new Set() };
  const value = settle(settling, source.value, "", { source, pointer: "" });
  if (settling.moves.size === 0 && value === source.value) return source;
  return {
    ...source,
    value: value ?? null,
    issues: [...source.issues, ...[...settling.included].flatMap(({ issues }) => issues)],
    locate: (pointer, part) => locateMoved(settling.moves, source, pointer, part),
  };
}

function locateMoved(
  moves: Settling["moves"],
  source: SourceDocument,
  pointer: JsonPointer,
  part?: "key" | "value",
): ReturnType<SourceDocument["locate"]> {
  const tokens = splitPointer(pointer);
  for (let length = tokens.length; length >= 0; length -= 1) {
    const origin = moves.get(joinPointer("", ...tokens.slice(0, length)));
    if (origin === undefined) continue;
    const written = joinPointer(origin.pointer, ...tokens.slice(length));
    return { ...origin.source.locate(written, part), pointer };
  }
  return source.locate(pointer, part);
}

/** The value a part comes to; `undefined` when it is taken away. */
function settle(
  settling: Settling,
  value: JsonValue,
  pointer: JsonPointer,
  origin: Origin,
): JsonValue | undefined {
  if (isList(value)) return settleList(settling, value, pointer, origin);
  if (!isJsonMap(value)) return value;
  if (isNoValue(value)) return undefined;
  const branch = chosenBranch(settling.settings, value);
  if (branch !== null) {
    const chosen = { ...origin, pointer: joinPointer(origin.pointer, "Fn::If", branch.index) };
    settling.moves.set(pointer, chosen);
    return settle(settling, branch.value, pointer, chosen);
  }
  return settleMap(settling, value, pointer, origin);
}

function settleList(
  settling: Settling,
  list: readonly JsonValue[],
  pointer: JsonPointer,
  origin: Origin,
): readonly JsonValue[] {
  const items: JsonValue[] = [];
  for (const [index, item] of list.entries()) {
    const own = { ...origin, pointer: joinPointer(origin.pointer, index) };
    const place = joinPointer(pointer, items.length);
    if (items.length !== index) settling.moves.set(place, own);
    const settled = settle(settling, item, place, own);
    if (settled === undefined) settling.moves.delete(place);
    else items.push(settled);
  }
  return items;
}

function settleMap(
  settling: Settling,
  map: JsonObject,
  pointer: JsonPointer,
  origin: Origin,
): JsonObject {
  const included = includedFile(settling, map, pointer);
  const members: [string, JsonValue][] = [];
  const add = (holder: JsonObject, from: Origin, name: string): void => {
    const own = { ...from, pointer: joinPointer(from.pointer, name) };
    const settled = settle(settling, holder[name] ?? null, joinPointer(pointer, name), own);
    if (settled !== undefined) members.push([name, settled]);
  };
  const other = included !== null && isJsonMap(included.value) ? included.value : {};
  for (const name of Object.keys(map)) {
    if (included !== null && (name === "Fn::Transform" || Object.hasOwn(other, name))) continue;
    add(map, origin, name);
  }
  if (included === null) return Object.fromEntries(members);
  for (const name of Object.keys(other)) {
    const own = { source: included, pointer: joinPointer("", name) };
    settling.moves.set(joinPointer(pointer, name), own);
    add(other, { source: included, pointer: "" }, name);
  }
  return Object.fromEntries(members);
}

function includedFile(
  { settings, included }: Settling,
  map: JsonObject,
  pointer: JsonPointer,
): SourceDocument | null {
  const transform = map["Fn::Transform"];
  if (!isJsonMap(transform) || transform["Name"] !== "AWS::Include") return null;
  const parameters = transform["Parameters"];
  const location = isJsonMap(parameters) ? parameters["Location"] : undefined;
  if (location === undefined || included.size >= deepest ** 2) return null;
  if (splitPointer(pointer).length > deepest) return null;
  const file = settings.include(location);
  if (file === null || !isJsonMap(file.value)) return null;
  included.add(file);
  return file;
}

function chosenBranch(
  settings: IntrinsicSettings,
  value: JsonObject,
): { readonly index: 1 | 2; readonly value: JsonValue } | null {
  const branches = value["Fn::If"] ?? null;
  if (!isList(branches) || Object.keys(value).length !== 1) return null;
  const [name, first, second] = branches;
  const holds = typeof name === "string" ? settings.condition(name) : null;
  if (holds === null || first === undefined || second === undefined) return null;
  return holds ? { index: 1, value: first } : { index: 2, value: second };
}

function isNoValue(value: JsonObject): boolean {
  return value["Ref"] === "AWS::NoValue" && Object.keys(value).length === 1;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
