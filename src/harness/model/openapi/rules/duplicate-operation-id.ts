import { joinPointer } from "../../../core/json-pointer.ts";
import type { Operation } from "../api-document.ts";
import { problemAt, type Rule } from "./rule.ts";

/** An operationId that was used before. */
export const reportDuplicateOperationIds: Rule = ({ document }) => {
  const first = new Map<string, Operation>();
  return document.operations.flatMap((operation) => {
    const { operationId, key } = operation;
    if (operationId === null) return [];
    const earlier = first.get(operationId);
    // Two paths may share one path item through a `$ref`; that is one operation object.
    if (earlier === undefined || earlier.pointer === operation.pointer) {
      first.set(operationId, operation);
      return [];
    }
    return [
      problemAt(document, joinPointer(operation.pointer, "operationId"), {
        code: "openapi/duplicate-operation-id",
        message: `The operationId ${operationId} of ${key} is taken by ${earlier.key}.`,
        operation: key,
        related: [
          {
            message: `first used by ${earlier.key}`,
            location: document.source.locate(joinPointer(earlier.pointer, "operationId")),
          },
        ],
      }),
    ];
  });
};
