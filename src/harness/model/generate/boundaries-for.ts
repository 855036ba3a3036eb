import { isObject, type JsonValue } from "../../core/json.ts";
import { joinPointer, splitPointer, valueAt, type JsonPointer } from "../../core/json-pointer.ts";
import { resolveReference } from "../schema/resolve-reference.ts";
import { makeItems, sampleFor, type SampleContext } from "./sample-for.ts";
import { samplePattern } from "./sample-pattern.ts";
import { longestText, readNumberRange, roundTo } from "./sample-scalar.ts";

/** A value at a bound of a schema, or one step beyond it. */
export interface Boundary {
  /** The whole value, for the schema that was asked about. */
  readonly value: JsonValue;
  /** True at the bound, false beyond it. */
  readonly valid: boolean;
  readonly keyword: string;
  /** Where the bound stands in the document. */
  readonly schemaPointer: JsonPointer;
  /** Which part of the value is at or beyond the bound. */
  readonly instancePointer: JsonPointer;
}

const deepest = 8;
const mostItems = 500;

interface Candidate {
  readonly keyword: string;
  readonly member: JsonValue;
  readonly valid: boolean;
}

interface Spot {
  readonly pointer: JsonPointer;
  readonly instancePointer: JsonPointer;
  readonly depth: number;
}

/**
 * For each bound of a schema and its members (`minimum`, `maxLength`, `minItems`, …) the value at the
 * bound and the value one beyond. Each was confirmed by the validator: those at a bound satisfy the
 * schema, those beyond it break that very keyword. A bound for which that cannot be had is left out.
 */
export function boundariesFor(context: SampleContext, pointer: JsonPointer): readonly Boundary[] {
  const base = sampleFor(context, pointer);
  if (base.kind === "none") return [];
  const validator = context.registry.validatorAt(pointer, context.dialect, context.direction);
  return visit(context, base.value, { pointer, instancePointer: "", depth: 0 }).filter(
    (boundary) => {
      const violations = validator.validate(boundary.value);
      if (boundary.valid) return violations.length === 0;
      return violations.some(({ schemaPointer }) => schemaPointer === boundary.schemaPointer);
    },
  );
}

function visit(context: SampleContext, base: JsonValue, spot: Spot): readonly Boundary[] {
  const resolution = resolveReference(context.root, spot.pointer);
  if (resolution.kind !== "found" || !isObject(resolution.value) || spot.depth > deepest) return [];
  const schema = resolution.value;
  const place = resolution.pointer;
  const own = candidates(context, schema, place).map(({ keyword, member, valid }) => ({
    value: replaceAt(base, splitPointer(spot.instancePointer), member),
    valid,
    keyword,
    schemaPointer: joinPointer(place, keyword),
    instancePointer: spot.instancePointer,
  }));
  return [
    ...own,
    ...inner(schema, place, spot).flatMap((next) =>
      visit(context, withMember(context, base, next), next),
    ),
  ];
}

function inner(
  schema: Readonly<Record<string, unknown>>,
  place: JsonPointer,
  spot: Spot,
): readonly Spot[] {
  const depth = spot.depth + 1;
  const { allOf, properties, items } = schema;
  const members = Array.isArray(allOf) ? [...allOf.keys()] : [];
  const names = isObject(properties) ? Object.keys(properties) : [];
  return [
    ...members.map((index) => ({ ...spot, depth, pointer: joinPointer(place, "allOf", index) })),
    ...names.map((name) => ({
      depth,
      pointer: joinPointer(place, "properties", name),
      instancePointer: joinPointer(spot.instancePointer, name),
    })),
    ...(isObject(items)
      ? [
          {
            depth,
            pointer: joinPointer(place, "items"),
            instancePointer: joinPointer(spot.instancePointer, 0),
          },
        ]
      : []),
  ];
}

/** The value with the member a spot speaks of, made where the sample has none. */
function withMember(
  context: SampleContext,
  base: JsonValue,
  { pointer, instancePointer }: Spot,
): JsonValue {
  if (valueAt(base, instancePointer) !== undefined) return base;
  const member = sampleFor(context, pointer);
  return member.kind === "none"
    ? base
    : replaceAt(base, splitPointer(instancePointer), member.value);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isMap(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return isObject(value);
}

/** A copy of a value with one place replaced; places that lead nowhere leave it as it is. */
function replaceAt(value: JsonValue, tokens: readonly string[], member: JsonValue): JsonValue {
  const [token, ...rest] = tokens;
  if (token === undefined) return member;
  if (isList(value)) {
    const index = Number(token);
    if (index > value.length) return value;
    const items = [...value];
    items[index] = replaceAt(value[index] ?? null, rest, member);
    return items;
  }
  if (!isMap(value)) return value;
  return { ...value, [token]: replaceAt(value[token] ?? null, rest, member) };
}

function candidates(
  context: SampleContext,
  schema: Readonly<Record<string, unknown>>,
  place: JsonPointer,
): readonly Candidate[] {
  return [
    ...numberCandidates(schema),
    ...textCandidates(context, schema),
    ...itemsCandidates(context, schema, place),
  ];
}

function numberCandidates(schema: Readonly<Record<string, unknown>>): readonly Candidate[] {
  const { least, most, step } = readNumberRange(schema, schema["type"] === "integer");
  // Where both forms stand, the one that binds is the one that is broken.
  const binding = (inclusive: string, exclusive: string, bound: number | null): string =>
    schema[exclusive] === true ||
    (typeof schema[exclusive] === "number" && schema[inclusive] !== bound)
      ? exclusive
      : inclusive;
  const low = binding("minimum", "exclusiveMinimum", least);
  const high = binding("maximum", "exclusiveMaximum", most);
  return [
    ...(least === null ? [] : pair(low, least, roundTo(least - step))),
    ...(most === null ? [] : pair(high, most, roundTo(most + step))),
  ];
}

function pair(keyword: string, at: JsonValue, beyond: JsonValue): readonly Candidate[] {
  return [
    { keyword, member: at, valid: true },
    { keyword, member: beyond, valid: false },
  ];
}

function textCandidates(
  context: SampleContext,
  schema: Readonly<Record<string, unknown>>,
): readonly Candidate[] {
  const { pattern, minLength, maxLength } = schema;
  const write = (length: number): string | null => {
    if (length < 0 || length > longestText) return null;
    if (typeof pattern !== "string") return "a".repeat(length);
    // Beyond a bound the pattern may not be satisfiable any more; the bound is broken all the same.
    return (
      samplePattern(pattern, { least: length, most: length }, context.randomness) ??
      "a".repeat(length)
    );
  };
  const one = (keyword: string, length: number, valid: boolean): readonly Candidate[] => {
    const text = write(length);
    return text === null ? [] : [{ keyword, member: text, valid }];
  };
  return [
    ...(typeof minLength === "number"
      ? [...one("minLength", minLength, true), ...one("minLength", minLength - 1, false)]
      : []),
    ...(typeof maxLength === "number"
      ? [...one("maxLength", maxLength, true), ...one("maxLength", maxLength + 1, false)]
      : []),
  ];
}

function itemsCandidates(
  context: SampleContext,
  schema: Readonly<Record<string, unknown>>,
  place: JsonPointer,
): readonly Candidate[] {
  const items = isObject(schema["items"]) ? joinPointer(place, "items") : null;
  const recipe = { items, isUnique: schema["uniqueItems"] === true };
  const one = (keyword: string, count: number, valid: boolean): readonly Candidate[] => {
    if (count < 0 || count > mostItems) return [];
    const made = makeItems(context, recipe, count);
    return made.kind === "none" ? [] : [{ keyword, member: made.value, valid }];
  };
  const { minItems, maxItems } = schema;
  return [
    ...(typeof minItems === "number"
      ? [...one("minItems", minItems, true), ...one("minItems", minItems - 1, false)]
      : []),
    ...(typeof maxItems === "number"
      ? [...one("maxItems", maxItems, true), ...one("maxItems", maxItems + 1, false)]
      : []),
  ];
}
