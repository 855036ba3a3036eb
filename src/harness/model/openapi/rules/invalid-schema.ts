import { listSchemas } from "../list-schemas.ts";
import { problemAt, type Rule } from "./rule.ts";

/** Schemas and keywords that cannot be used. References are another rule's. */
export const reportInvalidSchemas: Rule = ({ document, registry }) => {
  for (const pointer of listSchemas(document)) registry.validatorAt(pointer);
  return registry
    .defects()
    .filter(({ pointer }) => !pointer.endsWith("/$ref"))
    .map(({ pointer, message }) =>
      problemAt(document, pointer, { code: "openapi/invalid-schema", message }),
    );
};
