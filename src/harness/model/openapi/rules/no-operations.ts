import { passesUnresolved } from "../written-parameters.ts";
import { isJsonMap, jsonAt } from "../read-members.ts";
import { joinPointer } from "../../../core/json-pointer.ts";
import { problemAt, type Rule } from "./rule.ts";

/**
 * A document of its own that describes nothing that can be called. Into a definition inside a template, SAM may merge
 * the routes of events (HttpApi events, `MergeDefinitions`).
 */
export const reportNoOperations: Rule = ({ document }) => {
  const { root, operations, source, written } = document;
  if (operations.length > 0 || written !== "file" || !isJsonMap(source.value)) return [];
  const paths = jsonAt(root, "/paths");
  const items = isJsonMap(paths) ? Object.keys(paths) : [];
  const places = items.map((path) => joinPointer("/paths", path));
  // What is put in when deployed, or stands in a file that was not read, may hold operations.
  const isOpen = (pointer: string): boolean => {
    const value = jsonAt(root, pointer);
    return passesUnresolved(root, pointer) || (isJsonMap(value) && value["$ref"] !== undefined);
  };
  if (["/paths", ...places].some(isOpen)) return [];
  return [
    problemAt(document, "/paths", {
      code: "openapi/no-operations",
      message:
        items.length === 0
          ? "The document describes no path."
          : `None of the ${items.length} paths has an operation.`,
    }),
  ];
};
