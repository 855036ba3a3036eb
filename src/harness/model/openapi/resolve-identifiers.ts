import type { JsonObject, JsonValue } from "../../core/json.ts";
import { joinPointer, splitPointer, type JsonPointer } from "../../core/json-pointer.ts";
import type { SourceDocument } from "../../core/source-document.ts";
import { isMapKey, isPart } from "./find-references.ts";
import { isJsonMap, jsonAt } from "./read-members.ts";
import { readVersion } from "./read-version.ts";

interface Identifiers {
  /** `$id` → where the schema stands. */
  readonly ids: Map<string, JsonPointer>;
  /** `$anchor` and `$dynamicAnchor` → every schema of that name. */
  readonly anchors: Map<string, JsonPointer[]>;
}

/**
 * Turns references of OpenAPI 3.1 by name into references by place: `#anchor`, the whole of an `$id`, pointers
 * inside a schema that has an `$id`, and `$dynamicRef` where only one schema has the anchor (JSON Schema 2020-12,
 * section 8.2). Relative `$id`s are not put together; a `$dynamicRef` with several candidates is left as it is and
 * demands nothing.
 */
export function resolveIdentifiers(source: SourceDocument): SourceDocument {
  const { value } = source;
  if (!isJsonMap(value) || readVersion(value).version !== "3.1") return source;
  if (!/\$(?:id|anchor|dynamicAnchor)/.test(source.text)) return source;
  const identifiers: Identifiers = { ids: new Map(), anchors: new Map() };
  walk(value, { pointer: "", base: "", isMap: false }, (schema, { pointer }) => {
    const { $id: id, $anchor: anchor, $dynamicAnchor: dynamic } = schema;
    if (typeof id === "string") identifiers.ids.set(id.replace(/#$/, ""), pointer);
    for (const name of new Set([anchor, dynamic])) {
      if (typeof name !== "string") continue;
      identifiers.anchors.set(name, [...(identifiers.anchors.get(name) ?? []), pointer]);
    }
    return schema;
  });
  const resolved = walk(value, { pointer: "", base: "", isMap: false }, (schema, { base }) => {
    const { $ref: reference, $dynamicRef: dynamic } = schema;
    const target = typeof reference === "string" ? find(value, identifiers, reference, base) : null;
    if (target !== null) return { ...schema, $ref: `#${encode(target)}` };
    if (typeof dynamic !== "string" || reference !== undefined) return schema;
    const only = find(value, identifiers, dynamic, base);
    return only === null ? schema : { ...schema, $ref: `#${encode(only)}` };
  });
  return { ...source, value: resolved };
}

function encode(pointer: JsonPointer): string {
  return pointer.replaceAll("%", "%25");
}

/** Where a reference by name leads; `null` for one that is by place already, or leads nowhere. */
function find(
  root: JsonObject,
  { ids, anchors }: Identifiers,
  reference: string,
  base: JsonPointer,
): JsonPointer | null {
  const [id = "", fragment = ""] = reference.split("#", 2);
  const start = id === "" ? base : ids.get(id);
  if (start === undefined) return null;
  if (fragment === "") return id === "" ? null : start;
  if (fragment.startsWith("/")) {
    const inside = joinPointer(start, ...splitPointer(`#${fragment}`));
    return start !== "" && jsonAt(root, inside) !== undefined ? inside : null;
  }
  const candidates = (anchors.get(fragment) ?? []).filter(
    (pointer) => id === "" || pointer === start || pointer.startsWith(`${start}/`),
  );
  return candidates.length === 1 ? (candidates[0] ?? null) : null;
}

interface Position {
  readonly pointer: JsonPointer;
  /** The nearest schema around that has an `$id`. */
  readonly base: JsonPointer;
  readonly isMap: boolean;
}

type Visit = (schema: JsonObject, position: Position) => JsonObject;

function walk(value: JsonObject, position: Position, visit: Visit): JsonObject;
function walk(value: JsonValue, position: Position, visit: Visit): JsonValue;
function walk(value: JsonValue, position: Position, visit: Visit): JsonValue {
  const { pointer, isMap } = position;
  if (isList(value))
    return value.map((item, index) =>
      walk(item, { ...position, pointer: joinPointer(pointer, index), isMap: false }, visit),
    );
  if (!isJsonMap(value)) return value;
  const hasId = !isMap && typeof value["$id"] === "string";
  const base = hasId ? pointer : position.base;
  const seen = isMap ? value : visit(value, { ...position, base });
  return Object.fromEntries(
    Object.entries(seen).map(([key, member]) => {
      const inner = { pointer: joinPointer(pointer, key), base, isMap: !isMap && isMapKey(key) };
      return [key, isMap || isPart(key, member) ? walk(member, inner, visit) : member];
    }),
  );
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
