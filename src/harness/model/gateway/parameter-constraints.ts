import type { ApiDocument, Parameter } from "../openapi/api-document.ts";
import { placedAt } from "../openapi/read-members.ts";

const constraints = [
  "enum",
  "pattern",
  "format",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "uniqueItems",
];
const types = new Set(["integer", "number", "boolean"]);

/** What a parameter's schema asks of a value, by keyword; `type` counts unless every text is one. */
export function constraintsOf({ root }: ApiDocument, parameter: Parameter): readonly string[] {
  if (parameter.schemaPointer === null) return [];
  const schema = placedAt(root, parameter.schemaPointer)?.value ?? {};
  const type = schema["type"];
  return [
    ...(typeof type === "string" && types.has(type) ? ["type"] : []),
    ...constraints.filter((keyword) => schema[keyword] !== undefined),
  ];
}
