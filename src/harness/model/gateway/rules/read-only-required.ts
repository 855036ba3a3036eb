import { isObject } from "../../../core/json.ts";
import { joinPointer } from "../../../core/json-pointer.ts";
import { placedAt } from "../../openapi/read-members.ts";
import type { ApiDocument } from "../../openapi/api-document.ts";
import type { PlacedSchema } from "../../schema/walk-schemas.ts";
import { gatherPlaces, type ImportRule } from "../rule.ts";
import { listValidatedSchemas } from "../validated-schemas.ts";

/** A required property that is `readOnly` is one of answers alone; API Gateway requires it of requests. */
export const reportRequiredReadOnly: ImportRule = ({ document }) => {
  const found = listValidatedSchemas(document).flatMap((placed) => readOnlyNames(document, placed));
  const names = [...new Set(found.map(({ name }) => name))].join(", ");
  return gatherPlaces(
    document,
    found.map(({ pointer }) => pointer),
    {
      code: "gateway/read-only-required",
      message: `API Gateway ignores readOnly, so its validator answers 400 to request bodies without ${names}, which a request does not carry.`,
    },
  );
};

function readOnlyNames(
  { root }: ApiDocument,
  { pointer, schema }: PlacedSchema,
): readonly { readonly name: string; readonly pointer: string }[] {
  const { required, properties } = schema;
  if (!Array.isArray(required) || !isObject(properties)) return [];
  return required.flatMap((name: unknown) => {
    if (typeof name !== "string" || !Object.hasOwn(properties, name)) return [];
    const place = joinPointer(pointer, "properties", name);
    return placedAt(root, place)?.value["readOnly"] === true ? [{ name, pointer: place }] : [];
  });
}
