import { problemAt, type Rule } from "./rule.ts";

/** An operation that documents no answer, so that none can be checked. */
export const reportOperationsWithoutResponses: Rule = ({ document }) =>
  document.operations
    .filter(({ responses }) => responses.length === 0)
    .map(({ key, pointer }) =>
      problemAt(document, pointer, {
        code: "openapi/operation-without-responses",
        message: `${key} documents no response.`,
        operation: key,
      }),
    );
