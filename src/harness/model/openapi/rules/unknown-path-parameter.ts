import { pathParameterNames } from "../path-template.ts";
import { problemAt, type Rule } from "./rule.ts";

/** A declared path parameter that the path does not have. */
export const reportUnknownPathParameters: Rule = ({ document }) =>
  document.operations.flatMap((operation) => {
    const names = pathParameterNames(operation.path);
    return operation.parameters
      .filter(({ in: place, name }) => place === "path" && !names.includes(name))
      .map(({ name, pointer }) =>
        problemAt(document, pointer, {
          code: "openapi/unknown-path-parameter",
          message: `${operation.key} declares the path parameter ${name}, which its path does not have.`,
          operation: operation.key,
          expected: names.length === 0 ? "no path parameter" : names.join(", "),
          actual: name,
        }),
      );
  });
