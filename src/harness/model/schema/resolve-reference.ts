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

/**
 * Follows `$ref`s from a pointer until something else than a reference object stands there.
 * Never throws and never loops.
 */
export function resolveReference(root: unknown, pointer: JsonPointer): Resolution {
  const seen = new Set<JsonPointer>();
  let current = pointer;
  let value = valueAt(root, current);
  for (let reference = referenceOf(value); reference !== null; reference = referenceOf(value)) {
    if (seen.has(current)) return { kind: "circular", pointer: current, reference };
    seen.add(current);
    const next = referenceToPointer(reference);
    if (next === null)
      return {
        kind: reference.startsWith("#") ? "dangling" : "external",
        pointer: current,
        reference,
      };
    value = valueAt(root, next);
    if (value === undefined) return { kind: "dangling", pointer: current, reference };
    current = next;
  }
  return { kind: "found", pointer: current, value };
}
