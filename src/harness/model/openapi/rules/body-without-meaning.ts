import { problemAt, type Rule } from "./rule.ts";

const bodiless = new Set(["GET", "HEAD", "DELETE"]);

/** A body of a method for which HTTP defines none (RFC 9110, sections 9.3.1, 9.3.2 and 9.3.5). */
export const reportBodiesWithoutMeaning: Rule = ({ document }) =>
  document.operations.flatMap(({ key, method, anyMethod, requestBody }) => {
    if (anyMethod || requestBody === null || !bodiless.has(method)) return [];
    return [
      problemAt(document, requestBody.pointer, {
        code: "openapi/body-without-meaning",
        message: `${key} describes a body, to which HTTP gives no meaning for ${method}.`,
        operation: key,
      }),
    ];
  });
