import { isObject } from "../../core/json.ts";
import { describeValue } from "./describe-value.ts";

/** What a keyword asks for, in words. */
export interface KeywordDescription {
  /** `must be <= 100` */
  readonly message: string;
  /** `<= 100` */
  readonly expected: string;
}

/** A keyword that was not satisfied: its value in the schema and ajv's details. */
export interface KeywordFailure {
  readonly keyword: string;
  readonly schema: unknown;
  readonly params: Readonly<Record<string, unknown>>;
}

const typeNames: Readonly<Record<string, string>> = {
  array: "an array",
  boolean: "true or false",
  integer: "an integer",
  null: "null",
  number: "a number",
  object: "an object",
  string: "a string",
};

function listWords(words: readonly string[], last: string): string {
  return words.length < 2
    ? words.join("")
    : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

/** `an integer or null` of a `type` keyword. */
export function describeType(type: unknown): string {
  const names: readonly unknown[] = Array.isArray(type) ? type : [type];
  return listWords(
    names.map((name) => typeNames[String(name)] ?? String(name)),
    "or",
  );
}

function describeChoice(values: unknown): string {
  const list: readonly unknown[] = Array.isArray(values) ? values : [values];
  // Alone, a word would read as part of the sentence: must be created.
  if (list.length === 1) return describeValue(list[0]);
  const words = list.map((value) =>
    typeof value === "string" && value !== "" ? value : describeValue(value),
  );
  return `one of ${words.join(", ")}`;
}

function be(expected: string): KeywordDescription {
  return { message: `must be ${expected}`, expected };
}

function count(limit: unknown, thing: string, plural = `${thing}s`): string {
  return `${String(limit)} ${limit === 1 ? thing : plural}`;
}

function have(expected: string): KeywordDescription {
  return { message: `must have ${expected}`, expected };
}

function absent(kind: string): KeywordDescription {
  return { message: `must not be there: the schema allows no ${kind}`, expected: "nothing here" };
}

function passing(params: KeywordFailure["params"]): KeywordDescription {
  const two: unknown = params["passingSchemas"];
  return Array.isArray(two)
    ? {
        message: "must match exactly one of the alternatives, but matches more",
        expected: "exactly one alternative",
      }
    : {
        message: "must match exactly one of the alternatives, but matches none",
        expected: "one of the alternatives",
      };
}

function dependency({ params }: KeywordFailure): KeywordDescription {
  const missing = String(params["missingProperty"] ?? params["deps"]);
  return {
    message: `must have the property "${missing}" when it has "${String(params["property"])}"`,
    expected: `the property "${missing}"`,
  };
}

function contain({ params }: KeywordFailure): KeywordDescription {
  const most = params["maxContains"];
  const least = `at least ${count(params["minContains"] ?? 1, "matching item")}`;
  return have(most === undefined ? least : `${least} and at most ${describeValue(most)}`);
}

const descriptions: Readonly<Record<string, (failure: KeywordFailure) => KeywordDescription>> = {
  type: ({ schema }) => be(describeType(schema)),
  enum: ({ schema }) => be(describeChoice(schema)),
  const: ({ schema }) => be(describeChoice(schema)),
  minimum: ({ schema }) => be(`>= ${String(schema)}`),
  maximum: ({ schema }) => be(`<= ${String(schema)}`),
  exclusiveMinimum: ({ schema }) => be(`> ${String(schema)}`),
  exclusiveMaximum: ({ schema }) => be(`< ${String(schema)}`),
  multipleOf: ({ schema }) => be(`a multiple of ${String(schema)}`),
  minLength: ({ schema }) => have(`at least ${count(schema, "character")}`),
  maxLength: ({ schema }) => have(`at most ${count(schema, "character")}`),
  pattern: ({ schema }) => ({
    message: `must match the pattern ${String(schema)}`,
    expected: `the pattern ${String(schema)}`,
  }),
  format: ({ schema }) => ({
    message: `must be a valid ${String(schema)}`,
    expected: `a valid ${String(schema)}`,
  }),
  minItems: ({ schema }) => have(`at least ${count(schema, "item")}`),
  maxItems: ({ schema }) => have(`at most ${count(schema, "item")}`),
  uniqueItems: ({ params }) => ({
    message: `must not hold the same item twice (items ${String(params["j"])} and ${String(params["i"])} are equal)`,
    expected: "items that differ",
  }),
  contains: contain,
  minProperties: ({ schema }) => have(`at least ${count(schema, "property", "properties")}`),
  maxProperties: ({ schema }) => have(`at most ${count(schema, "property", "properties")}`),
  required: ({ params }) => ({
    message: `must have the property "${String(params["missingProperty"])}"`,
    expected: `the property "${String(params["missingProperty"])}"`,
  }),
  additionalProperties: () => absent("additional properties"),
  unevaluatedProperties: () => absent("other properties"),
  unevaluatedItems: () => absent("further items"),
  items: ({ params }) => have(`at most ${count(params["limit"], "item")}`),
  propertyNames: ({ params }) => ({
    message: `must not have the property name "${String(params["propertyName"])}"`,
    expected: "a property name the schema allows",
  }),
  dependentRequired: dependency,
  dependencies: dependency,
  not: () => ({
    message: "must not match the schema under `not`",
    expected: "a value outside of `not`",
  }),
  anyOf: () => ({
    message: "must match at least one of the alternatives",
    expected: "one of the alternatives",
  }),
  oneOf: ({ params }) => passing(params),
};

/** Words for a keyword that was not satisfied. */
export function describeKeyword(failure: KeywordFailure): KeywordDescription {
  const describe = descriptions[failure.keyword];
  if (describe !== undefined) return describe(failure);
  const shown = isObject(failure.schema) ? "" : ` ${describeValue(failure.schema)}`;
  return {
    message: `must satisfy ${failure.keyword}${shown}`,
    expected: `${failure.keyword}${shown}`,
  };
}
