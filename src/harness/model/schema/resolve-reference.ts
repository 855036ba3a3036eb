import { isObject } from "../../core/json.ts";
import { joinPointer, splitPointer, valueAt, type JsonPointer } from "../../core/json-pointer.ts";

/** Where following `$ref`s from a place leads. */
export type Resolution =
  | { readonly kind: "found"; readonly pointer: JsonPointer; readonly value: unknown }
  /** The reference at `pointer` names nothing in this document. */
  | { readonly kind: "dangling"; readonly pointer: JsonPointer; readonly reference: string }
  /** The reference at `pointer` leads to another file. */
  | { readonly kind: "external"; readonly pointer: JsonPointer; readonly reference: string }
  /** The reference at `pointer` leads back to itself. */
  | { readonly kind: "circular"; readonly pointer: JsonPointer; readonly reference: string };

/**
 * The pointer a `$ref` of the same document names, in canonical form; `null` for a reference into
 * another file, an anchor, or a malformed one.
 *
 * @example referenceToPointer("#/components/schemas/Order") // "/components/schemas/Order"
 */
export function referenceToPointer(reference: string): JsonPointer | null {
  if (reference !== "#" && !reference.startsWith("#/")) return null;
  try {
    return joinPointer("", ...splitPointer(reference));
  } catch {
    return null;
  }
}

/** The `$ref` of a reference object, `null` for anything else. */
export function referenceOf(value: unknown): string | null {
  if (!isObject(value)) return null;
  const reference = value["$ref"];
  return typeof reference === "string" ? reference : null;
}

type Known = Map<JsonPointer, Resolution>;

/** Resolutions by document: long chains are walked once, however many references join them on the way. */
const resolutions = new WeakMap<object, Known>();

/**
 * Follows `$ref`s from a pointer until something else than a reference object stands there.
 * Never throws and never loops.
 *
 * @param root the document; it must not change any more, as resolutions are kept.
 */
export function resolveReference(root: unknown, pointer: JsonPointer): Resolution {
  const value = valueAt(root, pointer);
  if (!isObject(root) || referenceOf(value) === null) return { kind: "found", pointer, value };
  const known = resolutions.get(root) ?? new Map<JsonPointer, Resolution>();
  resolutions.set(root, known);
  return known.get(pointer) ?? follow(root, pointer, known);
}

function follow(root: unknown, start: JsonPointer, known: Known): Resolution {
  const visited = new Map<JsonPointer, string>();
  const settle = (resolution: Resolution): Resolution => {
    for (const pointer of visited.keys()) known.set(pointer, resolution);
    return resolution;
  };
  let current = start;
  let value = valueAt(root, current);
  for (let reference = referenceOf(value); reference !== null; reference = referenceOf(value)) {
    const earlier = known.get(current);
    if (earlier !== undefined) return settle(earlier);
    if (visited.has(current)) {
      const circular = settle({ kind: "circular", pointer: current, reference });
      settleCycle(current, visited, known);
      return known.get(start) ?? circular;
    }
    visited.set(current, reference);
    const next = referenceToPointer(reference);
    if (next === null) {
      const kind = reference.startsWith("#") ? "dangling" : "external";
      return settle({ kind, pointer: current, reference });
    }
    value = valueAt(root, next);
    if (value === undefined) return settle({ kind: "dangling", pointer: current, reference });
    current = next;
  }
  return settle({ kind: "found", pointer: current, value });
}

/** Each reference of a cycle leads back to itself; those before it lead to where they enter it. */
function settleCycle(
  entry: JsonPointer,
  visited: ReadonlyMap<JsonPointer, string>,
  known: Known,
): void {
  let isInside = false;
  for (const [pointer, reference] of visited) {
    isInside ||= pointer === entry;
    if (isInside) known.set(pointer, { kind: "circular", pointer, reference });
  }
}
