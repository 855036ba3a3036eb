import { isObject } from "../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../core/json-pointer.ts";
import { compilePattern } from "./compile-pattern.ts";
import { describeValue } from "./describe-value.ts";
import { holdsUnresolved, isUnresolved } from "./is-unresolved.ts";
import { resolveReference } from "./resolve-reference.ts";
import type { PlacedSchema } from "./walk-schemas.ts";

/** Two things a schema asks for that no value can have together. */
export interface Contradiction {
  /** The keyword of the schema to point at. */
  readonly keyword: string;
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
}

type Keywords = PlacedSchema["schema"];

const bounds = [
  ["minimum", "maximum"],
  ["minLength", "maxLength"],
  ["minItems", "maxItems"],
  ["minProperties", "maxProperties"],
] as const;

/** As many schemas of one value are looked at together. */
const mostParts = 50;

/** The contradictions of one schema that can be proved cheaply; of those inside it, ask for them by their place. */
export function contradictionsOf(root: unknown, placed: PlacedSchema): readonly Contradiction[] {
  const { schema } = placed;
  if (schema["$ref"] !== undefined || isUnresolved(schema)) return [];
  const parts = partsOf(root, placed);
  return [
    ...bounds.flatMap(([lower, upper]) => crossedBounds(schema, lower, upper)),
    ...impossibleChoices(schema),
    ...disjointTypes(schema, parts),
    ...forbiddenNames(schema, parts),
  ];
}

/** The schema and what it is combined with by `allOf`, `$ref`s followed, each once. */
function partsOf(root: unknown, start: PlacedSchema): readonly Keywords[] {
  const parts = new Map<JsonPointer, Keywords>();
  const pending: PlacedSchema[] = [start];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (parts.has(next.pointer) || parts.size >= mostParts) continue;
    parts.set(next.pointer, next.schema);
    const members: unknown = next.schema["allOf"];
    if (!Array.isArray(members)) continue;
    for (const index of members.keys()) {
      const resolution = resolveReference(root, joinPointer(next.pointer, "allOf", index));
      if (resolution.kind !== "found" || !isObject(resolution.value)) continue;
      pending.push({ pointer: resolution.pointer, schema: resolution.value });
    }
  }
  return [...parts.values()];
}

function crossedBounds(schema: Keywords, lower: string, upper: string): readonly Contradiction[] {
  const least = schema[lower];
  const most = schema[upper];
  if (typeof least !== "number" || typeof most !== "number") return [];
  const isOpen =
    lower === "minimum" &&
    (schema["exclusiveMinimum"] === true || schema["exclusiveMaximum"] === true);
  if (isOpen ? least < most : least <= most) return [];
  return [
    {
      keyword: lower,
      message: `No value satisfies the schema: ${lower} is ${least}, ${upper} is ${most}.`,
      expected: `${lower} ${isOpen ? "below" : "of at most"} ${upper}`,
      actual: `${least} and ${most}`,
    },
  ];
}

function impossibleChoices(schema: Keywords): readonly Contradiction[] {
  const { enum: choices } = schema;
  const types = typesOf(schema);
  if (!Array.isArray(choices) || choices.length === 0 || types === null) return [];
  if (holdsUnresolved(choices) || choices.some((choice: unknown) => hasType(choice, types)))
    return [];
  return [
    {
      keyword: "enum",
      message: `No value of the enum is of the type ${[...types].join(" or ")}.`,
      expected: `values of type ${[...types].join(" or ")}`,
      actual: describeValue(choices),
    },
  ];
}

/** The types a schema allows; `null` where it allows all or says something that cannot be used. */
function typesOf(schema: Keywords): ReadonlySet<string> | null {
  const { type } = schema;
  const names: readonly unknown[] = Array.isArray(type) ? type : [type];
  const known = ["array", "boolean", "integer", "null", "number", "object", "string"];
  const types = names.filter((name): name is string => typeof name === "string");
  if (types.length === 0 || types.length !== names.length) return null;
  if (!types.every((name) => known.includes(name))) return null;
  const isNullable = schema["nullable"] === true || schema["x-nullable"] === true;
  return new Set(isNullable ? [...types, "null"] : types);
}

function hasType(value: unknown, types: ReadonlySet<string>): boolean {
  if (value === null) return types.has("null");
  if (Array.isArray(value)) return types.has("array");
  if (typeof value !== "number") return types.has(typeof value);
  return types.has("number") || (types.has("integer") && Number.isInteger(value));
}

function disjointTypes(schema: Keywords, parts: readonly Keywords[]): readonly Contradiction[] {
  const named = parts.map(typesOf).filter((types) => types !== null);
  const [first, ...others] = named.map(widened);
  if (first === undefined || others.length === 0 || schema["allOf"] === undefined) return [];
  if ([...first].some((type) => others.every((types) => types.has(type)))) return [];
  const said = [...new Set(named.map((types) => [...types].join(" or ")))];
  return [
    {
      keyword: "allOf",
      message: `No value satisfies all of the schemas: their types are ${said.join(" and ")}.`,
      expected: "schemas of one type",
      actual: said.join(", "),
    },
  ];
}

/** An integer is a number as well. */
function widened(types: ReadonlySet<string>): Set<string> {
  return new Set(types.has("number") ? [...types, "integer"] : types);
}

function forbiddenNames(schema: Keywords, parts: readonly Keywords[]): readonly Contradiction[] {
  return parts.filter(isClosed).flatMap((part) => {
    // What a part of `allOf` requires and forbids itself is told where that part stands.
    const own = new Set(requiredNames(part));
    const others = parts.filter((each) => each !== part).flatMap(requiredNames);
    const foreign = others.filter((name) => !own.has(name));
    const names = new Set(part === schema ? [...own, ...foreign] : foreign);
    return [...names]
      .filter((name) => !allows(part, name))
      .map((name) => ({
        keyword: part === schema && own.has(name) ? "required" : "allOf",
        message: own.has(name)
          ? `The property ${name} is required, but the schema neither defines it nor allows additional properties.`
          : `The property ${name} is required, but a schema of the same object neither defines it nor allows additional properties.`,
        expected: `a property ${name}`,
        actual: "additionalProperties: false",
      }));
  });
}

function requiredNames({ required }: Keywords): readonly string[] {
  if (!Array.isArray(required)) return [];
  return required.filter((name: unknown): name is string => typeof name === "string");
}

/** Closed, with all properties known. */
function isClosed({
  additionalProperties,
  properties,
  patternProperties,
  $ref,
}: Keywords): boolean {
  return (
    additionalProperties === false &&
    $ref === undefined &&
    !isUnresolved(properties) &&
    !isUnresolved(patternProperties)
  );
}

function allows({ properties, patternProperties }: Keywords, name: string): boolean {
  if (isObject(properties) && Object.hasOwn(properties, name)) return true;
  const patterns = isObject(patternProperties) ? Object.keys(patternProperties) : [];
  return patterns.some((pattern) => compilePattern(pattern)?.matches(name) ?? true);
}
