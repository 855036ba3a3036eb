import { isObject } from "../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../core/json-pointer.ts";
import { resolveReference } from "./resolve-reference.ts";

const lists = ["allOf", "anyOf", "oneOf"];
const single = ["not", "if", "then", "else"];

/** More schemas than this for one value, and judging it takes seconds. */
export const mostWork = 50_000;

const estimates = new WeakMap<object, Map<JsonPointer, number>>();

/**
 * How many schemas are held against one and the same value when it is judged by the schema at a pointer. A dozen
 * short schemas that each combine several of the next come to billions.
 */
export function estimateWork(root: unknown, pointer: JsonPointer): number {
  if (!isObject(root)) return 1;
  const known = estimates.get(root) ?? new Map<JsonPointer, number>();
  estimates.set(root, known);
  return estimate(root, pointer, known);
}

function estimate(root: unknown, start: JsonPointer, known: Map<JsonPointer, number>): number {
  const resolution = resolveReference(root, start);
  const earlier = known.get(resolution.pointer);
  if (earlier !== undefined) return earlier;
  if (resolution.kind !== "found" || !isObject(resolution.value)) return 1;
  const { pointer, value } = resolution;
  // A schema that includes itself is a defect of its own.
  known.set(pointer, 1);
  let work = 1;
  const add = (place: JsonPointer): void => {
    work = Math.min(work + estimate(root, place, known), mostWork * 2);
  };
  for (const keyword of single) if (isObject(value[keyword])) add(joinPointer(pointer, keyword));
  for (const keyword of lists) {
    const members = value[keyword];
    if (!Array.isArray(members)) continue;
    for (const index of members.keys()) add(joinPointer(pointer, keyword, index));
  }
  known.set(pointer, work);
  return work;
}
