import { pathParameterNames } from "../path-template.ts";
import { problemAt, type Rule } from "./rule.ts";

/** A declared path parameter that the path does not have; one of the path item is told once. */
export const reportUnknownPathParameters: Rule = ({ document }) => {
  const told = new Set<string>();
  return document.operations.flatMap((operation) => {
    const names = pathParameterNames(operation.path);
    // A path that is put together when deployed may have any parameter.
    if (operation.path.includes("${")) return [];
    return operation.parameters
      .filter(({ in: place, name }) => place === "path" && !names.includes(name.replace(/\+$/, "")))
      .filter(({ pointer }) => !told.has(`${operation.path} ${pointer}`))
      .map(({ name, pointer }) => {
        told.add(`${operation.path} ${pointer}`);
        return problemAt(document, pointer, {
          code: "openapi/unknown-path-parameter",
          message: `${operation.key} declares the path parameter ${name}, which its path does not have.`,
          operation: operation.key,
          expected: names.length === 0 ? "no path parameter" : names.join(", "),
          actual: name,
        });
      });
  });
};
