import { listSchemas } from "../list-schemas.ts";
import { jsonAt } from "../read-members.ts";
import type { ApiDocument } from "../api-document.ts";
import type { JsonPointer } from "../../../core/json-pointer.ts";
import { problemAt, type Rule } from "./rule.ts";

/** Schemas and keywords that cannot be used. References, and a `required` that is no list but a flag, are other rules'. */
export const reportInvalidSchemas: Rule = ({ document, registry }) => {
  for (const pointer of listSchemas(document)) registry.validatorAt(pointer);
  return registry
    .defects()
    .filter(({ pointer }) => !pointer.endsWith("/$ref") && !isFlag(document, pointer))
    .map(({ pointer, message }) =>
      problemAt(document, pointer, { code: "openapi/invalid-schema", message }),
    );
};

function isFlag({ root }: ApiDocument, pointer: JsonPointer): boolean {
  return pointer.endsWith("/required") && typeof jsonAt(root, pointer) === "boolean";
}
