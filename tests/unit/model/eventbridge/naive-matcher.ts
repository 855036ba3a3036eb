import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from "../../../../src/harness/core/json.ts";

/** A value of an event: its path, and the element it sits in for each array around it. */
interface NaiveLeaf {
  readonly path: string;
  readonly value: string | number | boolean | null;
  readonly sits: ReadonlyMap<object, number>;
}

type Fields = ReadonlyMap<string, readonly JsonValue[]>;

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function leavesOf(value: JsonValue, path: string, sits: ReadonlyMap<object, number>): NaiveLeaf[] {
  if (isList(value)) {
    return value.flatMap((item, index) => {
      const isScalar = typeof item !== "object" || item === null;
      return leavesOf(item, path, isScalar ? sits : new Map([...sits, [value, index]]));
    });
  }
  if (isJsonObject(value)) {
    return Object.entries(value).flatMap(([key, member]) =>
      leavesOf(member, path === "" ? key : `${path}.${key}`, sits),
    );
  }
  return [{ path, value, sits }];
}

/** Every combination of `$or`, what is written later over what is written before. */
function combinations(pattern: JsonObject, prefix: string, before: readonly Fields[]): Fields[] {
  let all: Fields[] = [...before];
  for (const [key, member] of Object.entries(pattern)) {
    if (key === "$or" && isList(member)) {
      const known = all;
      all = member.flatMap((each) => (isJsonObject(each) ? combinations(each, prefix, known) : []));
    } else if (isList(member)) {
      all = all.map((fields) => new Map([...fields, [prefix + key, member]]));
    } else if (isJsonObject(member)) all = combinations(member, `${prefix}${key}.`, all);
  }
  return all;
}

function wildcardAt(pattern: string, text: string): boolean {
  if (pattern === "") return text === "";
  if (pattern.startsWith("*")) {
    return (
      wildcardAt(pattern.slice(1), text) || (text !== "" && wildcardAt(pattern, text.slice(1)))
    );
  }
  return text.startsWith(pattern.charAt(0)) && wildcardAt(pattern.slice(1), text.slice(1));
}

function compare(value: number, operator: JsonValue | undefined, operand: JsonValue | undefined) {
  if (typeof operand !== "number") return false;
  if (operator === "=") return value === operand;
  if (operator === "<") return value < operand;
  if (operator === "<=") return value <= operand;
  return operator === ">" ? value > operand : value >= operand;
}

function textHolds(operator: string, operand: JsonValue, text: string): boolean {
  if (isJsonObject(operand)) {
    const { "equals-ignore-case": folded } = operand;
    return (
      typeof folded === "string" && textHolds(operator, folded.toLowerCase(), text.toLowerCase())
    );
  }
  if (typeof operand !== "string") return false;
  if (operator === "prefix") return text.startsWith(operand);
  if (operator === "suffix") return text.endsWith(operand);
  if (operator === "wildcard") return wildcardAt(operand, text);
  return text.toLowerCase() === operand.toLowerCase();
}

/** Whether a value is what an element asks for; `exists: false` asks for none. */
function holds(element: JsonValue, value: NaiveLeaf["value"]): boolean {
  if (!isJsonObject(element)) return element === value;
  const [[operator, operand] = ["", null]] = Object.entries(element);
  if (operator === "exists") return operand === true;
  if (operator === "anything-but") {
    if (isJsonObject(operand)) {
      const [[inner, texts] = ["", null]] = Object.entries(operand);
      const list = isList(texts) ? texts : [texts];
      return !list.some((text) => typeof value === "string" && textHolds(inner, text, value));
    }
    return !(isList(operand) ? operand : [operand]).includes(value);
  }
  if (operator === "numeric" && isList(operand)) {
    if (typeof value !== "number") return false;
    const [first, low, second, high] = operand;
    return compare(value, first, low) && (second === undefined || compare(value, second, high));
  }
  return typeof value === "string" && textHolds(operator, operand, value);
}

function holdFrom(
  fields: readonly (readonly [string, readonly JsonValue[]])[],
  leaves: readonly NaiveLeaf[],
  chosen: ReadonlyMap<object, number>,
): boolean {
  const [first, ...rest] = fields;
  if (first === undefined) return true;
  const [path, elements] = first;
  const agreeing = leaves.filter(
    (leaf) =>
      leaf.path === path &&
      [...leaf.sits].every(([list, index]) => (chosen.get(list) ?? index) === index),
  );
  const takesAbsence = elements.some(
    (element) => isJsonObject(element) && element["exists"] === false,
  );
  if (agreeing.length === 0) return takesAbsence && holdFrom(rest, leaves, chosen);
  return agreeing.some(
    ({ value, sits }) =>
      elements.some((element) => holds(element, value)) &&
      holdFrom(rest, leaves, new Map([...chosen, ...sits])),
  );
}

/**
 * Matches an event as slowly and plainly as the semantics read: every way to choose a value for each field in
 * the order of their paths, so that no two values sit in different elements of one array.
 */
export function matchesNaively(pattern: JsonObject, event: JsonObject): boolean {
  const leaves = leavesOf(event, "", new Map());
  return combinations(pattern, "", [new Map()]).some((fields) =>
    holdFrom(
      [...fields].toSorted(([one], [other]) => (one < other ? -1 : 1)),
      leaves,
      new Map(),
    ),
  );
}
