import { joinPointer, type JsonPointer } from "../../../core/json-pointer.ts";
import type { ApiDocument } from "../api-document.ts";
import { jsonAt } from "../read-members.ts";
import { problemAt, type Rule } from "./rule.ts";

/** An operation that documents no answer, so that none can be checked. */
export const reportOperationsWithoutResponses: Rule = ({ document }) =>
  document.operations
    .filter(({ responses }) => responses.length === 0)
    .map(({ key, pointer }) =>
      problemAt(document, placeOf(document, pointer), {
        code: "openapi/operation-without-responses",
        message: `${key} documents no response.`,
        operation: key,
      }),
    );

/** The empty `responses` where there is one. */
function placeOf({ root }: ApiDocument, pointer: JsonPointer): JsonPointer {
  const responses = joinPointer(pointer, "responses");
  return jsonAt(root, responses) === undefined ? pointer : responses;
}
