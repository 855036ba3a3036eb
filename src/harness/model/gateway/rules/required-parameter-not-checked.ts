import { listMethods } from "../list-methods.ts";
import { count, gatherPlaces, type ImportRule } from "../rule.ts";

/** Required query and header parameters of operations whose validator does not check parameters, or that have none. */
export const reportUncheckedRequiredParameters: ImportRule = ({ document }) => {
  const methods = listMethods(document).filter(({ operation }) => {
    const { integration, requestValidator } = operation;
    // A validator that is not defined is told of already.
    const isChecked =
      requestValidator !== null &&
      (!requestValidator.defined || requestValidator.validateParameters);
    return integration !== null && !isChecked;
  });
  const required = methods.map(({ operation }) =>
    operation.parameters.filter(
      (parameter) => parameter.required && (parameter.in === "query" || parameter.in === "header"),
    ),
  );
  const places = required.flat().map(({ pointer }) => pointer);
  const operations = required.filter((parameters) => parameters.length > 0).length;
  return gatherPlaces(document, places, {
    code: "gateway/required-parameter-not-checked",
    message: `API Gateway does not check the required query and header parameters of ${count(operations, "operation")}: no request validator for parameters is selected.`,
  });
};
