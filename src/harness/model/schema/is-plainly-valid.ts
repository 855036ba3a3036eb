/** Keywords that say nothing about a value, or are looked at below. */
const understood = new Set([
  "type",
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "enum",
  "title",
  "description",
  "example",
  "examples",
  "default",
  "nullable",
  "readOnly",
  "writeOnly",
  "deprecated",
]);

/**
 * True for a scalar that satisfies a schema of the simplest kind, seen without compiling it: most examples and
 * defaults of a document stand on such leaves, and compiling each costs a hundred times as much. `false` only
 * says that a validator has to judge.
 */
export function isPlainlyValid(schema: Readonly<Record<string, unknown>>, value: unknown): boolean {
  const { type, enum: choices, minimum, maximum, minLength, maxLength } = schema;
  if (!Object.keys(schema).every((keyword) => understood.has(keyword))) return false;
  if (choices !== undefined && !(Array.isArray(choices) && choices.includes(value))) return false;
  switch (typeof value) {
    case "string": {
      // Characters are counted by code points; within these limits both counts agree.
      const { length } = value;
      return (
        type === "string" &&
        isWithin(length, minLength, maxLength) &&
        !/[\uD800-\uDFFF]/.test(value)
      );
    }
    case "number":
      return (
        (type === "number" || (type === "integer" && Number.isInteger(value))) &&
        isWithin(value, minimum, maximum)
      );
    case "boolean":
      return type === "boolean";
    default:
      return false;
  }
}

function isWithin(size: number, least: unknown, most: unknown): boolean {
  return (
    (least === undefined || (typeof least === "number" && size >= least)) &&
    (most === undefined || (typeof most === "number" && size <= most))
  );
}
