import { isObject } from "../../../core/json.ts";
import { accepts, type Element, type Leaf } from "../pattern/element.ts";
import { canonicalNumber } from "../pattern/canonical-number.ts";

/** A schema and the document its references lead into. */
export interface RootedSchema {
  readonly root: unknown;
  readonly schema: unknown;
}

type Keywords = { readonly [keyword: string]: unknown };
type ScalarType = "string" | "number" | "boolean" | "null";

/** References followed and levels descended, at most. */
const deepest = 40;
/** Schemas looked at for one field. */
const mostSteps = 2000;
/** Segments of a path that may be joined to a key with dots. */
const mostSegments = 24;

const typesOf: ReadonlyMap<string, ScalarType> = new Map<string, ScalarType>([
  ["string", "string"],
  ["number", "number"],
  ["integer", "number"],
  ["boolean", "boolean"],
  ["null", "null"],
]);

const allTypes: ReadonlySet<string> = new Set([...typesOf.keys(), "object", "array"]);

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Local references alone are followed; what others lead to is not known. */
function followed(root: unknown, reference: string): unknown {
  if (reference === "#") return root;
  if (!reference.startsWith("#/")) return true;
  let at: unknown = root;
  for (const part of reference.slice(2).split("/")) {
    const key = decodePart(part);
    if (isList(at)) at = at[Number(key)];
    else if (isObject(at) && Object.hasOwn(at, key)) at = at[key];
    else return true;
  }
  return at;
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
  } catch {
    return part;
  }
}

/** Types a schema allows; `null` for all. */
function allowedTypes(schema: Keywords): ReadonlySet<string> | null {
  const { type, nullable } = schema;
  const named = isList(type) ? type : [type];
  const texts = named.filter((each) => typeof each === "string");
  // A name that is no type is for whoever judges schemas: nothing is sure then.
  if (texts.length < named.length || !texts.every((each) => allTypes.has(each))) return null;
  return new Set(nullable === true ? [...texts, "null"] : texts);
}

/** Values a schema lists; `null` where it lists none, or objects and lists among them. */
function listedValues(schema: Keywords): readonly Leaf[] | null {
  const values = "const" in schema ? [schema["const"]] : schema["enum"];
  if (!isList(values)) return null;
  const leaves: Leaf[] = [];
  for (const value of values) {
    const leaf = leafOf(value);
    if (leaf === null) return null;
    leaves.push(leaf);
  }
  const none = schema["nullable"] === true ? leafOf(null) : null;
  return none === null ? leaves : [...leaves, none];
}

function leafOf(value: unknown): Leaf | null {
  const membership: readonly number[] = [];
  if (typeof value === "string") return { kind: "string", text: value, number: null, membership };
  if (typeof value === "number") {
    // Of larger ones the document may say more than a double keeps.
    if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return null;
    const text = String(value);
    return { kind: "number", text, number: canonicalNumber(text), membership };
  }
  if (typeof value !== "boolean" && value !== null) return null;
  const kind = value === null ? "null" : value ? "true" : "false";
  return { kind, text: kind, number: null, membership };
}

/** Whether some value of a type may be what an element asks for. */
function takesType(element: Element, type: ScalarType): boolean {
  switch (element.kind) {
    case "present":
    case "other":
      return true;
    case "absent":
      return false;
    case "number":
    case "range":
      return type === "number";
    case "literal":
      return type === (element.literal === "null" ? "null" : "boolean");
    default:
      return type === "string";
  }
}

function excludesScalar(schema: Keywords, elements: readonly Element[]): boolean {
  const types = allowedTypes(schema);
  const scalars = [...typesOf]
    .filter(([name]) => types === null || types.has(name))
    .map(([, type]) => type);
  const listed = listedValues(schema);
  return elements.every((element) => {
    if (listed !== null && !listed.some((leaf) => accepts(element, leaf))) return true;
    return !scalars.some((type) => takesType(element, type));
  });
}

class Judge {
  readonly #root: unknown;
  readonly #elements: readonly Element[];
  #steps = mostSteps;

  constructor(root: unknown, elements: readonly Element[]) {
    this.#root = root;
    this.#elements = elements;
  }

  /**
   * Whether no valid value has, at a path, a leaf that an element takes. False where that is not sure.
   * At the top the value is known to be an object, whether its schema says so or not.
   */
  excludes(schema: unknown, path: readonly string[], depth: number, isTop = false): boolean {
    this.#steps -= 1;
    if (schema === false) return true;
    if (!isObject(schema) || depth > deepest || this.#steps < 0) return false;
    // References below an id of its own lead elsewhere.
    if (depth > 0 && (typeof schema["$id"] === "string" || typeof schema["id"] === "string")) {
      return false;
    }
    const { $ref: reference, allOf, anyOf, oneOf } = schema;
    if (typeof reference === "string") {
      return this.excludes(followed(this.#root, reference), path, depth + 1, isTop);
    }
    const excluded = (each: unknown): boolean => this.excludes(each, path, depth + 1, isTop);
    if (isList(allOf) && allOf.some(excluded)) return true;
    if (isList(anyOf) && anyOf.length > 0 && anyOf.every(excluded)) return true;
    if (isList(oneOf) && oneOf.length > 0 && oneOf.every(excluded)) return true;
    return isTop
      ? this.#excludesMembers(schema, path, depth)
      : this.#excludesHere(schema, path, depth);
  }

  #excludesHere(schema: Keywords, path: readonly string[], depth: number): boolean {
    const types = allowedTypes(schema);
    const listed = listedValues(schema);
    // A list of scalars leaves room for neither object nor array.
    const mayBe = (type: string): boolean => listed === null && (types === null || types.has(type));
    if (mayBe("array") && !this.#excludesItems(schema, path, depth)) return false;
    if (path.length === 0) return excludesScalar(schema, this.#elements);
    return !mayBe("object") || this.#excludesMembers(schema, path, depth);
  }

  #excludesItems(schema: Keywords, path: readonly string[], depth: number): boolean {
    const { items, prefixItems } = schema;
    if (items === undefined || isList(items) || prefixItems !== undefined) return false;
    return this.excludes(items, path, depth + 1);
  }

  /** A key with dots is a path of keys, so that every way to split the path has to be excluded. */
  #excludesMembers(schema: Keywords, path: readonly string[], depth: number): boolean {
    if (path.length > mostSegments) return false;
    return path.every((_, index) => {
      const key = path.slice(0, index + 1).join(".");
      const member = memberSchema(schema, key);
      return this.excludes(member, path.slice(index + 1), depth + 1);
    });
  }
}

/** The schema of a member; `true` where anything goes, `false` where there is none. */
function memberSchema(schema: Keywords, key: string): unknown {
  const { properties, additionalProperties, patternProperties } = schema;
  if (isObject(properties) && Object.hasOwn(properties, key)) return properties[key];
  if (patternProperties !== undefined) return true;
  return additionalProperties ?? true;
}

interface Looked {
  readonly root: unknown;
  readonly depth: number;
  /** The value is known to be an object. */
  readonly isTop: boolean;
  /** Schemas that may still be looked at: references may lead in circles that branch. */
  readonly left: { steps: number };
}

/** Whether every valid value has exactly one scalar at a path: no list, no object, nothing left out. */
function isAlwaysThere(schema: unknown, path: readonly string[], looked: Looked): boolean {
  const { root, depth, isTop, left } = looked;
  left.steps -= 1;
  if (!isObject(schema) || depth > deepest || left.steps < 0) return false;
  const { $ref: reference, properties, required, allOf } = schema;
  const same = { ...looked, depth: depth + 1 };
  if (typeof reference === "string") return isAlwaysThere(followed(root, reference), path, same);
  if (isList(allOf) && allOf.some((each) => isAlwaysThere(each, path, same))) return true;
  const types = allowedTypes(schema);
  const [key, ...rest] = path;
  if (key === undefined) {
    if (types === null) return listedValues(schema) !== null;
    return !types.has("object") && !types.has("array");
  }
  if (!isTop && (types === null || types.size !== 1 || !types.has("object"))) return false;
  if (!isList(required) || !required.includes(key) || !isObject(properties)) return false;
  const below = { ...looked, depth: depth + 1, isTop: false };
  return Object.hasOwn(properties, key) && isAlwaysThere(properties[key], rest, below);
}

/**
 * Whether a schema proves that no valid object satisfies a field of a pattern. What it does not prove
 * (bounds, lengths, patterns, conditions, references to elsewhere) counts as possible.
 *
 * @param path of the field, from where the schema stands; keys joined by dots
 * @param elements of the field, of which one would have to hold
 * @example
 * schemaExcludes({ root: s, schema: s }, "status", elements); // true where "status" is an enum without them
 */
export function schemaExcludes(
  { root, schema }: RootedSchema,
  path: string,
  elements: readonly Element[],
): boolean {
  const parts = path.split(".");
  const top = { root, depth: 0, isTop: true, left: { steps: mostSteps } };
  const takesAbsence = elements.some(({ kind }) => kind === "absent");
  if (takesAbsence && !isAlwaysThere(schema, parts, top)) return false;
  return new Judge(root, elements).excludes(schema, parts, 0, true);
}
