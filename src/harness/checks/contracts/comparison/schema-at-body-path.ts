import { isJsonObject, type JsonObject, type JsonValue } from "../../../core/json.ts";
import {
  joinPointer,
  splitPointer,
  valueAt,
  type JsonPointer,
} from "../../../core/json-pointer.ts";
import type { ApiDocument } from "../../../model/openapi/api-document.ts";

/** A schema and where it stands, references followed. */
export interface PlacedSchema {
  readonly pointer: JsonPointer;
  readonly schema: JsonObject;
}

/** Steps of a Pact body path: `$.items[*].status` is `items`, any element, `status`. */
export type BodyPathStep =
  | { readonly kind: "member"; readonly name: string }
  | { readonly kind: "element" };

/** Splits a Pact body path; `null` for what is not a plain path (`..`, filters, `.*`). */
export function parseBodyPath(path: string): readonly BodyPathStep[] | null {
  const steps: BodyPathStep[] = [];
  let rest = path.startsWith("$") ? path.slice(1) : path;
  while (rest !== "") {
    const match = /^(?:\.([^.[\]*]+)|\[(?:'([^']*)'|"([^"]*)")\]|(\[(?:\*|\d+)\]))/.exec(rest);
    if (match === null) return null;
    const name = match[1] ?? match[2] ?? match[3];
    steps.push(name === undefined ? { kind: "element" } : { kind: "member", name });
    rest = rest.slice(match[0].length);
  }
  return steps;
}

function follow(document: ApiDocument, pointer: JsonPointer): PlacedSchema | null {
  let at = pointer;
  for (let hops = 0; hops < 32; hops += 1) {
    const value: JsonValue | undefined = asJson(valueAt(document.root, at));
    if (!isJsonObject(value)) return null;
    const reference = value["$ref"];
    if (typeof reference !== "string") return { pointer: at, schema: value };
    if (!reference.startsWith("#")) return null;
    at = joinPointer("", ...splitPointer(reference));
  }
  return null;
}

function asJson(value: unknown): JsonValue | undefined {
  return isJsonObject(value) ? value : undefined;
}

function step(document: ApiDocument, from: PlacedSchema, next: BodyPathStep): PlacedSchema | null {
  const tokens = next.kind === "element" ? ["items"] : ["properties", next.name];
  const direct = follow(document, joinPointer(from.pointer, ...tokens));
  if (direct !== null) return direct;
  const parts = from.schema["allOf"];
  if (!Array.isArray(parts)) return null;
  for (const index of parts.keys()) {
    const part = follow(document, joinPointer(from.pointer, "allOf", index));
    const found = part === null ? null : step(document, part, next);
    if (found !== null) return found;
  }
  return null;
}

/**
 * The schema that governs a place in a body. `null` where that cannot be said for certain: behind
 * `oneOf` and `anyOf`, in external files, where no schema is.
 */
export function schemaAtBodyPath(
  document: ApiDocument,
  bodySchema: JsonPointer,
  path: string,
): PlacedSchema | null {
  const steps = parseBodyPath(path);
  if (steps === null) return null;
  let current = follow(document, bodySchema);
  for (const next of steps) {
    if (current === null) return null;
    current = step(document, current, next);
  }
  return current;
}
