import { joinPointer } from "../../../core/json-pointer.ts";
import { isUnresolved } from "../../schema/is-unresolved.ts";
import type { ApiDocument, Operation } from "../api-document.ts";
import { isJsonMap, jsonAt } from "../read-members.ts";
import { problemAt, type Rule } from "./rule.ts";

/** An operation that documents no answer, so that none can be checked. */
export const reportOperationsWithoutResponses: Rule = ({ document }) =>
  document.operations
    .filter((operation) => operation.responses.length === 0 && hasNone(document, operation))
    .map(({ key, pointer }) => {
      const responses = joinPointer(pointer, "responses");
      const isWritten = jsonAt(document.root, responses) !== undefined;
      return problemAt(document, isWritten ? responses : pointer, {
        code: "openapi/operation-without-responses",
        message: `${key} documents no response.`,
        operation: key,
      });
    });

/** A response that is written, but leads nowhere or is empty, is another finding. */
function hasNone({ root }: ApiDocument, { pointer }: Operation): boolean {
  if (isUnresolved(jsonAt(root, pointer))) return false;
  const responses = jsonAt(root, joinPointer(pointer, "responses"));
  if (isUnresolved(responses)) return false;
  return !isJsonMap(responses) || Object.keys(responses).every((key) => key.startsWith("x-"));
}
