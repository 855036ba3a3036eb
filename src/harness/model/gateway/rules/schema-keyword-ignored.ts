import type { JsonPointer } from "../../../core/json-pointer.ts";
import type { PlacedSchema } from "../../schema/walk-schemas.ts";
import { gatherPlaces, type ImportRule } from "../rule.ts";
import { keywordPlace, listValidatedSchemas } from "../validated-schemas.ts";

/** Keywords without effect in a model, each with when it would have one. Annotations are not among them. */
const ignored: Readonly<Record<string, (schema: PlacedSchema["schema"]) => boolean>> = {
  discriminator: () => true,
  exclusiveMinimum: (schema) => schema["exclusiveMinimum"] !== false,
  minItems: (schema) => schema["minItems"] !== 0,
  maxItems: () => true,
  default: () => true,
  writeOnly: (schema) => schema["writeOnly"] === true,
  readOnly: (schema) => schema["readOnly"] === true,
  format: (schema) => typeof schema["format"] === "string" && formats.has(schema["format"]),
};
/** Formats that draft 4 does not have. */
const formats = new Set(["int32", "int64", "float", "double", "decimal", "byte", "binary", "uuid"]);

/** Keywords of validated request bodies that a model (JSON Schema draft 4) takes no notice of. One finding for all. */
export const reportIgnoredSchemaKeywords: ImportRule = ({ document }) => {
  const counts = new Map<string, number>();
  const first = new Map<string, JsonPointer>();
  for (const placed of listValidatedSchemas(document)) {
    for (const [keyword, applies] of Object.entries(ignored)) {
      if (!Object.hasOwn(placed.schema, keyword) || !applies(placed.schema)) continue;
      const format = placed.schema["format"];
      const name = keyword === "format" ? `format: ${String(format)}` : keyword;
      counts.set(name, (counts.get(name) ?? 0) + 1);
      if (!first.has(name)) first.set(name, keywordPlace(placed, keyword));
    }
  }
  const list = [...counts].map(([name, number]) =>
    number === 1 ? name : `${name} (${number} times)`,
  );
  return gatherPlaces(document, [...first.values()], {
    code: "gateway/schema-keyword-ignored",
    message: `The models of API Gateway take no notice of some keywords in schemas of request bodies: ${list.join(", ")}.`,
  });
};
