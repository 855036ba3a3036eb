import { isJsonValue, type JsonObject, type JsonValue } from "../../core/json.ts";
import { joinPointer, valueAt, type JsonPointer } from "../../core/json-pointer.ts";
import type { Randomness } from "../../core/ports.ts";
import { resolveReference } from "../schema/resolve-reference.ts";
import type {
  GatewayDialect,
  SchemaDialect,
  SchemaDirection,
  SchemaRegistry,
} from "../schema/schema-validator.ts";
import { mergeSchema, type MergedSchema } from "./merge-schema.ts";
import { sampled, sampleNumber, sampleText, unsampled, type Sample } from "./sample-scalar.ts";

/** Where samples come from and what they are for. */
export interface SampleContext {
  readonly root: JsonObject;
  readonly registry: SchemaRegistry;
  readonly dialect: Exclude<SchemaDialect, GatewayDialect>;
  /** `request` leaves `readOnly` properties out, `response` `writeOnly` ones. */
  readonly direction: SchemaDirection;
  readonly randomness: Randomness;
  /** Whether examples and defaults of the document come before values that are made up. */
  readonly prefersExamples: boolean;
}

const optionalDepth = 3;
const deepest = 24;
const attempts = 4;
/** Properties made up, and values of an `enum` tried, for one sample. */
const mostProperties = 1000;
const mostChoices = 100;
/** Schemas looked at for one sample: alternatives that contain alternatives multiply. */
const mostVisits = 5000;

/** A sample in the making. */
interface Sampling extends SampleContext {
  readonly visits: { left: number };
}

/**
 * A value that satisfies the schema at a pointer: an example or default where there is one, else made
 * from types, bounds, formats and patterns. Every sample was checked by the schema's own validator;
 * where none could be found, the reason is told instead.
 */
export function sampleFor(context: SampleContext, pointer: JsonPointer): Sample<JsonValue> {
  return sampleAt({ ...context, visits: { left: mostVisits } }, pointer, 0);
}

function sampleAt(context: Sampling, pointer: JsonPointer, depth: number): Sample<JsonValue> {
  if (depth > deepest) return unsampled("the schema requires itself without end");
  context.visits.left -= 1;
  if (context.visits.left < 0)
    return unsampled("the schema has too many alternatives inside alternatives");
  const resolution = resolveReference(context.root, pointer);
  if (resolution.kind !== "found") return unsampled("its reference leads nowhere");
  const validator = context.registry.validatorAt(pointer, context.dialect, context.direction);
  const isValid = (value: JsonValue): boolean => validator.validate(value).length === 0;
  if (resolution.value === true) return sampled("anything");
  const { branches } = mergeSchema(context.root, pointer, 0);
  let failure: Sample<JsonValue> = unsampled("the values that were made do not satisfy the schema");
  for (let attempt = 0; attempt < Math.max(branches, attempts); attempt += 1) {
    const merged = mergeSchema(context.root, pointer, attempt);
    const given = givenValues(context, merged).find(isValid);
    if (given !== undefined) return sampled(given);
    const made = makeValue(context, merged, depth);
    if (made.kind === "sample" && isValid(made.value)) return made;
    if (made.kind === "none") {
      failure = made;
      // Without another branch the next attempt would fail the same way.
      if (branches === 1) break;
    }
  }
  return failure;
}

/** Values the document itself gives, best first. */
function givenValues(context: SampleContext, { keywords }: MergedSchema): readonly JsonValue[] {
  const { example, examples, enum: choices } = keywords;
  const list: readonly unknown[] = Array.isArray(choices) ? choices : [];
  const start = Math.floor(context.randomness.next() * list.length);
  const rotated = context.prefersExamples ? list : [...list.slice(start), ...list.slice(0, start)];
  const more: readonly unknown[] = Array.isArray(examples) ? examples : [];
  const preferred: readonly unknown[] = context.prefersExamples
    ? [example, ...more, keywords["default"]]
    : [];
  return [...preferred, keywords["const"], ...rotated.slice(0, mostChoices)]
    .filter((value) => value !== undefined)
    .filter((value) => isJsonValue(value));
}

function typeOf({ keywords, properties, required, items }: MergedSchema): string {
  const { type } = keywords;
  if (typeof type === "string") return type;
  if (Array.isArray(type)) return String(type.find((name: unknown) => name !== "null") ?? "null");
  if (properties.size > 0 || required.size > 0) return "object";
  if (items !== null) return "array";
  const isNumeric = ["minimum", "maximum", "multipleOf"].some(
    (keyword) => keywords[keyword] !== undefined,
  );
  return isNumeric ? "number" : "string";
}

function makeValue(context: Sampling, merged: MergedSchema, depth: number): Sample<JsonValue> {
  const { keywords } = merged;
  switch (typeOf(merged)) {
    case "object":
      return makeObject(context, merged, depth);
    case "array":
      return makeArray(context, merged, depth);
    case "integer":
      return sampleNumber(keywords, true, context.randomness);
    case "number":
      return sampleNumber(keywords, false, context.randomness);
    case "boolean":
      return sampled(context.randomness.next() < 0.5);
    case "null":
      return sampled(null);
    default:
      return sampleText(keywords, context.randomness);
  }
}

function makeObject(context: Sampling, merged: MergedSchema, depth: number): Sample<JsonValue> {
  const members: [string, JsonValue][] = [];
  for (const [name, pointer] of merged.properties) {
    if (travelsOtherWay(context, pointer)) continue;
    const isRequired = merged.required.has(name);
    if (!isRequired && depth >= optionalDepth) continue;
    const member = sampleAt(context, pointer, depth + 1);
    if (member.kind === "sample") members.push([name, member.value]);
    else if (isRequired) return unsampled(`the property ${name} has no sample: ${member.reason}`);
  }
  const extra = [...merged.required].filter((name) => !merged.properties.has(name));
  const least = Number(merged.keywords["minProperties"] ?? 0);
  if (least > mostProperties) return unsampled(`objects of ${least} properties are not made`);
  for (let index = 1; members.length + extra.length < least && index <= least; index += 1)
    extra.push(`property${index}`);
  for (const name of extra) {
    const member: Sample<JsonValue> =
      typeof merged.additional === "string"
        ? sampleAt(context, merged.additional, depth + 1)
        : sampled("text");
    if (member.kind === "none") return member;
    members.push([name, member.value]);
  }
  return sampled(Object.fromEntries(members));
}

function travelsOtherWay({ root, direction }: SampleContext, pointer: JsonPointer): boolean {
  if (direction === "either") return false;
  const keyword = direction === "request" ? "readOnly" : "writeOnly";
  const resolution = resolveReference(root, pointer);
  return [pointer, resolution.pointer].some(
    (place) => valueAt(root, joinPointer(place, keyword)) === true,
  );
}

function makeArray(context: Sampling, merged: MergedSchema, depth: number): Sample<JsonValue> {
  const least = Number(merged.keywords["minItems"] ?? 0);
  const most = Number(merged.keywords["maxItems"] ?? Math.max(least, 1));
  const wanted = Math.min(Math.max(least, depth >= optionalDepth ? 0 : 1), most, 1000);
  const recipe = { items: merged.items, isUnique: merged.keywords["uniqueItems"] === true };
  return fillArray(context, recipe, { wanted, depth });
}

/** How the items of an array are made. */
export interface ItemsRecipe {
  readonly items: JsonPointer | null;
  readonly isUnique: boolean;
}

/** An array of `wanted` items, all different where they must be. */
export function makeItems(
  context: SampleContext,
  recipe: ItemsRecipe,
  wanted: number,
): Sample<readonly JsonValue[]> {
  return fillArray({ ...context, visits: { left: mostVisits } }, recipe, { wanted, depth: 0 });
}

function fillArray(
  context: Sampling,
  { items: pointer, isUnique }: ItemsRecipe,
  { wanted, depth }: { readonly wanted: number; readonly depth: number },
): Sample<readonly JsonValue[]> {
  const items: JsonValue[] = [];
  const seen = new Set<string>();
  for (let attempt = 0; items.length < wanted && attempt < wanted * 5 + 5; attempt += 1) {
    // The first item may be the document's example; repeating it would break uniqueItems.
    const varied = isUnique && attempt > 0 ? { ...context, prefersExamples: false } : context;
    const item: Sample<JsonValue> =
      pointer === null ? sampled(attempt) : sampleAt(varied, pointer, depth + 1);
    if (item.kind === "none") return wanted === 1 ? sampled([]) : item;
    const text = JSON.stringify(item.value);
    if (isUnique && seen.has(text)) continue;
    seen.add(text);
    items.push(item.value);
  }
  return items.length === wanted
    ? sampled(items)
    : unsampled("not enough different items were found");
}
