import { isObject } from "../../core/json.ts";
import { joinPointer, valueAt, type JsonPointer } from "../../core/json-pointer.ts";
import { checkKeyword, isValidationKeyword } from "./check-keyword.ts";
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
}

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
  idOf(pointer: JsonPointer): string;
  report(defect: SchemaDefect): void;
}

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
const keepsFalse = new Set([
  "additionalProperties",
  "unevaluatedProperties",
  "unevaluatedItems",
  "items",
]);

/**
 * Turns the schema at a pointer into JSON Schema 2020-12, reading it by its dialect. Only schemas are
 * walked, never examples or enum values; `$ref`s become references to other normalised schemas.
 * Keywords that cannot be used are reported and left out.
 */
export function normaliseSchema(
  context: NormaliseContext,
  value: unknown,
  pointer: JsonPointer,
): NormalisedSchema {
  if (value === true) return remember(context, {}, { pointer, kind: "schema", names: {} });
  if (value === false)
    return remember(context, { not: {} }, { pointer, kind: "forbidden", names: {} });
  if (!isObject(value)) {
    context.report({ pointer, message: "A schema must be an object." });
    return {};
  }
  const reference = referenceOf(value);
  const ignoresSiblings = context.dialect !== "openapi-3.1";
  const base = reference !== null && ignoresSiblings ? {} : copyKeywords(context, value, pointer);
  const target = reference === null ? {} : refer(context, reference, pointer);
  const { names } = translateKeywords(value, context.dialect);
  const schema = remember(context, { ...base, ...target }, { pointer, kind: "schema", names });
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
    { pointer: joinPointer(place, keyword), kind: "forbidden", names: {}, keyword },
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
  return remember(context, wrapper, { pointer, kind: "silent", names: {} });
}

/** The reference a `$ref` becomes: nothing when it leads nowhere, which is a defect. */
function refer(
  context: NormaliseContext,
  reference: string,
  pointer: JsonPointer,
): NormalisedSchema {
  const target = referenceToPointer(reference);
  const isCircular = resolveReference(context.root, pointer).kind === "circular";
  if (target !== null && !isCircular && valueAt(context.root, target) !== undefined) {
    return { $ref: context.idOf(target) };
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

function copyKeywords(
  context: NormaliseContext,
  source: Readonly<Record<string, unknown>>,
  pointer: JsonPointer,
): NormalisedSchema {
  const { keywords, names } = translateKeywords(source, context.dialect);
  const directed = readDirectedProperties(context.root, source, context.direction);
  const entries: [string, unknown][] = [];
  for (const [keyword, value] of Object.entries(keywords)) {
    if (!isValidationKeyword(keyword)) continue;
    const place = joinPointer(pointer, names[keyword] ?? keyword);
    const fault = checkKeyword(keyword, value);
    if (fault === null) {
      entries.push([keyword, copyKeyword(context, { keyword, value, place, directed })]);
    } else {
      context.report({ pointer: place, message: `"${names[keyword] ?? keyword}" ${fault}.` });
    }
  }
  return Object.fromEntries(entries);
}

interface KeywordUse {
  readonly keyword: string;
  readonly value: unknown;
  readonly place: JsonPointer;
  /** Properties that may not travel this way, by name. */
  readonly directed: ReadonlySet<string>;
}

function copyKeyword(context: NormaliseContext, use: KeywordUse): unknown {
  const { keyword, value, place, directed } = use;
  if (schemaKeywords.has(keyword)) {
    return value === false && keepsFalse.has(keyword)
      ? false
      : normaliseSchema(context, value, place);
  }
  if (listKeywords.has(keyword) && Array.isArray(value)) {
    return value.map((item: unknown, index) =>
      normaliseSchema(context, item, joinPointer(place, index)),
    );
  }
  if (mapKeywords.has(keyword) && isObject(value)) return copyMap(context, use, value);
  if (keyword === "required" && Array.isArray(value)) {
    return value.filter((name: unknown) => typeof name === "string" && !directed.has(name));
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
