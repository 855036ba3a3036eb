import type { JsonObject, JsonValue } from "../../core/json.ts";
import { joinPointer, splitPointer, type JsonPointer } from "../../core/json-pointer.ts";
import { isUnresolved } from "../schema/is-unresolved.ts";
import type { ApiDocument, Operation } from "./api-document.ts";
import { isJsonMap, jsonAt, placedAt } from "./read-members.ts";

/** A path item or an operation, which may both list parameters. */
export interface ParameterOwner {
  readonly pointer: JsonPointer;
  readonly path: string;
  /** `GET /orders`, or the path for what all its operations share. */
  readonly name: string;
}

/** An entry of a `parameters` list. */
export interface WrittenParameter {
  /** Where the entry stands in its list. */
  readonly entry: JsonPointer;
  /** Where the parameter object stands, `$ref`s followed. */
  readonly pointer: JsonPointer;
  readonly value: JsonObject;
}

/** Where the path item of an operation stands, `$ref`s followed. */
export function pathItemPointer(root: JsonObject, path: string): JsonPointer {
  const pointer = joinPointer("/paths", path);
  return placedAt(root, pointer)?.pointer ?? pointer;
}

/** Path items and operations, each once: two paths may share one through a `$ref`. */
export function listParameterOwners({ root, operations }: ApiDocument): readonly ParameterOwner[] {
  const owners = new Map<JsonPointer, ParameterOwner>();
  for (const { path, pointer, key } of operations) {
    const shared = pathItemPointer(root, path);
    if (!owners.has(shared)) owners.set(shared, { pointer: shared, path, name: path });
    if (!owners.has(pointer)) owners.set(pointer, { pointer, path, name: key });
  }
  return [...owners.values()];
}

/** The parameter objects an owner lists; entries that lead nowhere or are no objects are left out. */
export function writtenParameters(
  root: JsonObject,
  { pointer }: Pick<ParameterOwner, "pointer">,
): readonly WrittenParameter[] {
  const list = jsonAt(root, joinPointer(pointer, "parameters"));
  if (!isList(list)) return [];
  return list.flatMap((_, index) => {
    const entry = joinPointer(pointer, "parameters", index);
    const placed = placedAt(root, entry);
    return placed === null || isUnresolved(placed.value) ? [] : [{ entry, ...placed }];
  });
}

/** False when something among an operation's parameters is not known before it is deployed, or leads nowhere. */
export function knowsParameters(root: JsonObject, { path, pointer }: Operation): boolean {
  return [pathItemPointer(root, path), pointer].every((owner) => {
    if (isUnresolved(jsonAt(root, owner))) return false;
    const list = jsonAt(root, joinPointer(owner, "parameters"));
    if (list === undefined) return true;
    if (!isList(list)) return false;
    const known = writtenParameters(root, { pointer: owner });
    return known.length === list.length && known.every(({ value }) => isNamed(value));
  });
}

function isNamed({ name, in: place }: JsonObject): boolean {
  return typeof name === "string" && typeof place === "string";
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** True when a value on the way to a pointer, or the one it names, is not known before it is deployed. */
export function passesUnresolved(root: JsonObject, pointer: JsonPointer): boolean {
  let current: JsonValue | undefined = root;
  for (const token of splitPointer(pointer)) {
    if (isUnresolved(current)) return true;
    if (isList(current)) current = current[Number(token)];
    else current = isJsonMap(current) && Object.hasOwn(current, token) ? current[token] : undefined;
  }
  return isUnresolved(current);
}
