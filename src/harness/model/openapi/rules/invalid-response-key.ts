import { joinPointer } from "../../../core/json-pointer.ts";
import { isJsonMap, jsonAt } from "../read-members.ts";
import { problemAt, type Rule } from "./rule.ts";

const known = /^(?:[1-5][0-9]{2}|[1-5]XX|default|x-.*|Fn::.*|Ref)$/;

/** Keys under `responses` that no status can match. Ranges came with OpenAPI 3.0. */
export const reportInvalidResponseKeys: Rule = ({ document }) => {
  const told = new Set<string>();
  return document.operations.flatMap(({ key, pointer }) => {
    const place = joinPointer(pointer, "responses");
    const responses = jsonAt(document.root, place);
    if (!isJsonMap(responses) || told.has(place)) return [];
    told.add(place);
    return Object.keys(responses)
      .filter((status) => !known.test(status) && !status.includes("${"))
      .map((status) =>
        problemAt(document, joinPointer(place, status), {
          code: "openapi/invalid-response-key",
          message: `${key} documents a response under "${status}", which is no status.`,
          operation: key,
          expected: "a status such as 200, a range such as 4XX, or default",
          actual: status,
        }),
      );
  });
};
