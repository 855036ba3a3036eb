import { listMethods } from "../list-methods.ts";
import { count, gatherPlaces, type ImportRule } from "../rule.ts";

/** HTTP APIs validate nothing: request bodies and schemas are documentation. One finding for all. */
export const reportSchemasNotEnforced: ImportRule = ({ document }) => {
  const methods = listMethods(document).filter(({ operation }) => {
    const hasBody = operation.requestBody?.content.some(
      ({ schemaPointer }) => schemaPointer !== null,
    );
    const hasRequired = operation.parameters.some((each) => each.required && each.in !== "path");
    return hasBody === true || hasRequired;
  });
  return gatherPlaces(
    document,
    methods.map(({ operation }) => operation.pointer),
    {
      code: "gateway/schemas-not-enforced",
      message: `An HTTP API validates no requests: the bodies and parameters of ${count(methods.length, "operation")} reach the integration as they are.`,
    },
  );
};
