import { isObject } from "../../../core/json.ts";
import { joinPointer } from "../../../core/json-pointer.ts";
import { compilePattern } from "../../schema/compile-pattern.ts";
import { walkSchemas, type PlacedSchema } from "../../schema/walk-schemas.ts";
import { listSchemas } from "../list-schemas.ts";
import { problemAt, type Rule } from "./rule.ts";

/** `required` names a property that `additionalProperties: false` forbids. */
export const reportUnsatisfiableSchemas: Rule = ({ document }) => {
  const schemas = listSchemas(document).flatMap((pointer) => walkSchemas(document.root, pointer));
  const unique = new Map(schemas.map((placed) => [placed.pointer, placed]));
  return [...unique.values()].flatMap((placed) =>
    impossibleNames(placed).map((name) =>
      problemAt(document, joinPointer(placed.pointer, "required"), {
        code: "openapi/unsatisfiable-schema",
        message: `The property ${name} is required, but the schema neither defines it nor allows additional properties.`,
        expected: `a property ${name}`,
        actual: "additionalProperties: false",
      }),
    ),
  );
};

function impossibleNames({ schema }: PlacedSchema): readonly string[] {
  const { required, additionalProperties, properties, patternProperties } = schema;
  if (additionalProperties !== false || !Array.isArray(required) || schema["$ref"] !== undefined)
    return [];
  const defined = isObject(properties) ? properties : {};
  const patterns = isObject(patternProperties)
    ? Object.keys(patternProperties).map(compilePattern)
    : [];
  return required
    .filter((name: unknown): name is string => typeof name === "string")
    .filter(
      (name) => !Object.hasOwn(defined, name) && !patterns.some((pattern) => pattern?.test(name)),
    );
}
