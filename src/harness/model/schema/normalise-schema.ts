import { isObject } from "../../core/json.ts";
import { joinPointer, valueAt, type JsonPointer } from "../../core/json-pointer.ts";
import { checkKeyword, isValidationKeyword } from "./check-keyword.ts";
import { dropUnresolved } from "./drop-unresolved.ts";
import { isUnresolved } from "./is-unresolved.ts";
import { readDirectedProperties } from "./read-directed-properties.ts";
import { referenceOf, referenceToPointer, resolveReference } from "./resolve-reference.ts";
import type { SchemaDefect, SchemaDialect, SchemaDirection } from "./schema-validator.ts";
import { translateKeywords } from "./translate-keywords.ts";

/** What a compiled schema object stands for in the document. */
export interface SchemaOrigin {
  readonly pointer: JsonPointer;
  /** `silent`: a wrapper of ours that no message may mention; `forbidden`: a `false` or a wrong-way property. */
  readonly kind: "schema" | "silent" | "forbidden";
  /** Keywords that were renamed on the way: compiled name → name in the document. */
  readonly names: Readonly<Record<string, string>>;
  /** `readOnly` or `writeOnly`, where that is why nothing may stand here. */
  readonly keyword?: "readOnly" | "writeOnly";
  /** What the schemas of the same value inside this one must not require. */
  readonly exempt: Exempt;
}

/** Properties that some schema of a value keeps from travelling, so that no schema of it may require them. */
export type Exempt = ReadonlySet<string>;

/** No name at all. */
export const exemptNone: Exempt = new Set();

/** A schema as ajv (2020-12) takes it. */
export type NormalisedSchema = Readonly<Record<string, unknown>>;

/** What normalising needs to know, and whom it tells what it finds. */
export interface NormaliseContext {
  readonly root: unknown;
  readonly dialect: SchemaDialect;
  readonly direction: SchemaDirection;
  /** Where each object that was made came from. */
  readonly origins: WeakMap<object, SchemaOrigin>;
  /** The `$id` under which the schema at a pointer will be compiled. */
  idOf(pointer: JsonPointer, exempt: Exempt): string;
  report(defect: SchemaDefect): void;
}

/** Keywords whose schemas speak of the same value, and have to be satisfied with it. */
const samePlace = new Set(["allOf", "anyOf", "oneOf", "then", "else"]);
const listKeywords = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const mapKeywords = new Set([
  "properties",
  "patternProperties",
  "dependentSchemas",
  "dependencies",
]);
const schemaKeywords = new Set([
  "not",
  "if",
  "then",
  "else",
  "items",
  "contains",
  "propertyNames",
  "additionalProperties",
  "unevaluatedItems",
  "unevaluatedProperties",
]);
/** Their `false` has messages of its own, so it stays `false`. */
const keepsFalse = new Set(["additionalProperties", "unevaluatedProperties", "unevaluatedItems"]);

/**
 * Turns the schema at a pointer into JSON Schema 2020-12, reading it by its dialect. Only schemas are
 * walked, never examples or enum values; `$ref`s become references to other normalised schemas.
 * Keywords that cannot be used are reported and left out.
 */
export function normaliseSchema(
  context: NormaliseContext,
  written: unknown,
  pointer: JsonPointer,
  exempt: Exempt = exemptNone,
): NormalisedSchema {
  // What is not known before it is deployed lets everything through.
  const value = isUnresolved(written) || !isObject(written) ? written : dropUnresolved(written);
  if (value === true || isUnresolved(value))
    return remember(context, {}, { pointer, kind: "schema", names: {}, exempt });
  if (value === false)
    return remember(context, { not: {} }, { pointer, kind: "forbidden", names: {}, exempt });
  if (!isObject(value)) {
    context.report({ pointer, message: "A schema must be an object." });
    return {};
  }
  const reference = referenceOf(value);
  const ignoresSiblings = context.dialect !== "openapi-3.1";
  const directed = readDirectedProperties(context.root, value, context.direction);
  const unrequired = directed.size === 0 ? exempt : new Set([...exempt, ...directed]);
  const place = { pointer, directed, unrequired };
  const base = reference !== null && ignoresSiblings ? {} : copyKeywords(context, value, place);
  const target = reference === null ? {} : refer(context, reference, place);
  const { names } = translateKeywords(value, context.dialect);
  const origin: SchemaOrigin = { pointer, kind: "schema", names, exempt: unrequired };
  const schema = remember(context, { ...base, ...target }, origin);
  return isNullable(context.dialect, value) ? allowNull(context, schema, pointer) : schema;
}

function remember(
  context: NormaliseContext,
  schema: NormalisedSchema,
  origin: SchemaOrigin,
): NormalisedSchema {
  context.origins.set(schema, origin);
  return schema;
}

/** Nothing may stand where a property travels the wrong way; the message points at the flag. */
function forbid(context: NormaliseContext, pointer: JsonPointer): NormalisedSchema {
  const keyword = context.direction === "request" ? "readOnly" : "writeOnly";
  const own: unknown = valueAt(context.root, joinPointer(pointer, keyword));
  const resolution = resolveReference(context.root, pointer);
  const place = own === true || resolution.kind !== "found" ? pointer : resolution.pointer;
  return remember(
    context,
    { not: {} },
    {
      pointer: joinPointer(place, keyword),
      kind: "forbidden",
      names: {},
      keyword,
      exempt: exemptNone,
    },
  );
}

function isNullable(dialect: SchemaDialect, schema: Readonly<Record<string, unknown>>): boolean {
  return (
    dialect === "openapi-3.0" && (schema["nullable"] === true || schema["x-nullable"] === true)
  );
}

/** `if` instead of `anyOf`, so that the messages are those of the schema itself. */
function allowNull(
  context: NormaliseContext,
  schema: NormalisedSchema,
  pointer: JsonPointer,
): NormalisedSchema {
  const wrapper = { if: { not: { type: "null" } }, then: schema };
  return remember(context, wrapper, { pointer, kind: "silent", names: {}, exempt: exemptNone });
}

/** The reference a `$ref` becomes: nothing when it leads nowhere, which is a defect. */
function refer(
  context: NormaliseContext,
  reference: string,
  { pointer, unrequired }: Placement,
): NormalisedSchema {
  const target = referenceToPointer(reference);
  const isCircular = resolveReference(context.root, pointer).kind === "circular";
  if (target !== null && !isCircular && valueAt(context.root, target) !== undefined) {
    return { $ref: context.idOf(target, unrequired) };
  }
  const fault = isCircular
    ? "leads back to itself"
    : reference.startsWith("#")
      ? "leads nowhere"
      : "leads to another file";
  context.report({
    pointer: joinPointer(pointer, "$ref"),
    message: `The reference ${reference} ${fault}.`,
  });
  return {};
}

interface Placement {
  readonly pointer: JsonPointer;
  /** Properties that may not travel this way, by name. */
  readonly directed: ReadonlySet<string>;
  /** Those, and the ones that schemas around this one name. */
  readonly unrequired: Exempt;
}

function copyKeywords(
  context: NormaliseContext,
  source: Readonly<Record<string, unknown>>,
  { pointer, directed, unrequired }: Placement,
): NormalisedSchema {
  const { keywords, names } = translateKeywords(source, context.dialect);
  const entries: [string, unknown][] = [];
  for (const [keyword, value] of Object.entries(keywords)) {
    if (!isValidationKeyword(keyword)) continue;
    const place = joinPointer(pointer, names[keyword] ?? keyword);
    const fault = checkKeyword(keyword, value);
    if (fault === null) {
      entries.push([
        keyword,
        copyKeyword(context, { keyword, value, place, directed, unrequired }),
      ]);
    } else {
      context.report({ pointer: place, message: `"${names[keyword] ?? keyword}" ${fault}.` });
    }
  }
  return sparePrototype(Object.fromEntries(entries));
}

/** ajv passes over a property named `__proto__`, but not over a pattern for that name. */
function sparePrototype(schema: NormalisedSchema): NormalisedSchema {
  const { properties, patternProperties } = schema;
  if (!isObject(properties) || !Object.hasOwn(properties, "__proto__")) return schema;
  const patterns = isObject(patternProperties) ? patternProperties : {};
  return { ...schema, patternProperties: { ...patterns, "^__proto__$": properties["__proto__"] } };
}

interface KeywordUse extends Omit<Placement, "pointer"> {
  readonly keyword: string;
  readonly value: unknown;
  readonly place: JsonPointer;
}

function copyKeyword(context: NormaliseContext, use: KeywordUse): unknown {
  const { keyword, value, place, unrequired } = use;
  const exempt = samePlace.has(keyword) ? unrequired : exemptNone;
  if (schemaKeywords.has(keyword)) {
    return value === false && keepsFalse.has(keyword)
      ? false
      : normaliseSchema(context, value, place, exempt);
  }
  if (listKeywords.has(keyword) && Array.isArray(value)) {
    return value.map((item: unknown, index) =>
      normaliseSchema(context, item, joinPointer(place, index), exempt),
    );
  }
  if (mapKeywords.has(keyword) && isObject(value)) return copyMap(context, use, value);
  if (keyword === "required" && Array.isArray(value)) {
    return value.filter((name: unknown) => typeof name === "string" && !unrequired.has(name));
  }
  return value;
}

function copyMap(
  context: NormaliseContext,
  use: KeywordUse,
  map: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const entries: [string, unknown][] = [];
  for (const [name, value] of Object.entries(map)) {
    const place = joinPointer(use.place, name);
    if (use.keyword === "properties" && use.directed.has(name)) {
      entries.push([name, forbid(context, place)]);
    } else if (use.keyword === "dependencies" && Array.isArray(value)) {
      entries.push([name, value]);
    } else {
      entries.push([name, normaliseSchema(context, value, place)]);
    }
  }
  return Object.fromEntries(entries);
}
