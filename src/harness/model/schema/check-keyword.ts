import { isObject } from "../../core/json.ts";
import { compilePattern } from "./compile-pattern.ts";
import { describeValue } from "./describe-value.ts";

type Check = (value: unknown) => string | null;

const types = new Set(["array", "boolean", "integer", "null", "number", "object", "string"]);

const aNumber: Check = (value) => (typeof value === "number" ? null : "must be a number");
const aCount: Check = (value) =>
  Number.isInteger(value) && Number(value) >= 0 ? null : "must be a whole number of 0 or more";
const aFlag: Check = (value) => (typeof value === "boolean" ? null : "must be true or false");
const aList: Check = (value) => (Array.isArray(value) ? null : "must be a list");
const aText: Check = (value) => (typeof value === "string" ? null : "must be a string");
const aMap: Check = (value) => (isObject(value) ? null : "must be an object");
const anything: Check = () => null;

function isSchemaLike(value: unknown): boolean {
  return isObject(value) || typeof value === "boolean";
}

const aSchema: Check = (value) => (isSchemaLike(value) ? null : "must be a schema");

const schemas: Check = (value) => {
  if (!Array.isArray(value) || value.length === 0) return "must be a list of schemas";
  return value.every(isSchemaLike) ? null : "must hold schemas only";
};

const namesList: Check = (value) => {
  if (!Array.isArray(value)) return "must be a list of property names";
  return value.every((name) => typeof name === "string") ? null : "must hold property names only";
};

const aType: Check = (value) => {
  const names: readonly unknown[] = Array.isArray(value) ? value : [value];
  const unknown = names.find((name) => typeof name !== "string" || !types.has(name));
  if (unknown !== undefined) return `names a type that does not exist`;
  return names.length === 0 ? "must name a type" : null;
};

const aPattern: Check = (value) => {
  if (typeof value !== "string") return "must be a string";
  return compilePattern(value) === null ? "is not a regular expression" : null;
};

const aStep: Check = (value) =>
  typeof value === "number" && value > 0 ? null : "must be a number above 0";

const dependentLists: Check = (value) => {
  if (!isObject(value)) return "must be an object";
  return Object.values(value).every((names) => namesList(names) === null)
    ? null
    : "must hold lists of property names";
};

const patternMap: Check = (value) => {
  if (!isObject(value)) return "must be an object";
  const bad = Object.keys(value).find((pattern) => compilePattern(pattern) === null);
  return bad === undefined
    ? null
    : `has the key ${describeValue(bad)}, which is not a regular expression`;
};

/** The keywords a validator understands, with what their value must look like. */
const checks: Readonly<Record<string, Check>> = {
  type: aType,
  enum: aList,
  const: anything,
  format: aText,
  pattern: aPattern,
  minLength: aCount,
  maxLength: aCount,
  multipleOf: aStep,
  minimum: aNumber,
  maximum: aNumber,
  exclusiveMinimum: aNumber,
  exclusiveMaximum: aNumber,
  items: aSchema,
  prefixItems: schemas,
  contains: aSchema,
  minContains: aCount,
  maxContains: aCount,
  minItems: aCount,
  maxItems: aCount,
  uniqueItems: aFlag,
  unevaluatedItems: aSchema,
  properties: aMap,
  patternProperties: patternMap,
  additionalProperties: aSchema,
  propertyNames: aSchema,
  unevaluatedProperties: aSchema,
  required: namesList,
  minProperties: aCount,
  maxProperties: aCount,
  dependentRequired: dependentLists,
  dependentSchemas: aMap,
  dependencies: aMap,
  allOf: schemas,
  anyOf: schemas,
  oneOf: schemas,
  not: aSchema,
  if: aSchema,
  then: aSchema,
  else: aSchema,
};

/** True for a keyword a validator understands; all others are left out before a schema is compiled. */
export function isValidationKeyword(keyword: string): boolean {
  return Object.hasOwn(checks, keyword);
}

/** What is wrong with a keyword's value, as the end of a sentence; `null` when it can be used. */
export function checkKeyword(keyword: string, value: unknown): string | null {
  return checks[keyword]?.(value) ?? null;
}
