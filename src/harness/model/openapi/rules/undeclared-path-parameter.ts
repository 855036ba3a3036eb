import { pathParameterNames } from "../path-template.ts";
import { knowsParameters } from "../written-parameters.ts";
import { problemAt, type Rule } from "./rule.ts";

/** Parameters of a path that the operation does not declare: one finding per operation. */
export const reportUndeclaredPathParameters: Rule = ({ document }) =>
  document.operations.flatMap((operation) => {
    const declared = operation.parameters
      .filter(({ in: place }) => place === "path")
      .map(({ name }) => name.replace(/\+$/, ""));
    const missing = pathParameterNames(operation.path).filter((name) => !declared.includes(name));
    if (missing.length === 0 || !knowsParameters(document.root, operation)) return [];
    return [
      problemAt(document, operation.pointer, {
        code: "openapi/undeclared-path-parameter",
        message: `${operation.key} does not declare ${missing.length === 1 ? "its path parameter" : "its path parameters"} ${missing.join(" and ")}.`,
        operation: operation.key,
      }),
    ];
  });
