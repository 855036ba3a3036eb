import { joinPointer, splitPointer, type JsonPointer } from "../../../core/json-pointer.ts";
import { listAllSchemas } from "../list-schemas.ts";
import { readablePlace } from "../embedded-files-key.ts";
import { problemAt, type Rule } from "./rule.ts";

/** `required: true` inside a schema, as JSON Schema draft-03 had it. Parameters of Swagger 2.0 are no schemas. */
export const reportBooleanRequired: Rule = ({ document }) =>
  listAllSchemas(document).flatMap(({ pointer, schema }) => {
    const { required } = schema;
    const isParameter = typeof schema["in"] === "string" && typeof schema["name"] === "string";
    if (typeof required !== "boolean" || isParameter) return [];
    return [
      problemAt(document, joinPointer(pointer, "required"), {
        code: "openapi/boolean-required",
        message: `${nameOf(pointer)} says "required: ${required}"; whether a property is required is said by a list of names in its object.`,
        expected: "a list of property names",
        actual: String(required),
      }),
    ];
  });

function nameOf(pointer: JsonPointer): string {
  const tokens = splitPointer(pointer);
  const name = tokens.at(-1) ?? "";
  return tokens.at(-2) === "properties"
    ? `The property ${name}`
    : `The schema ${readablePlace(pointer)}`;
}
