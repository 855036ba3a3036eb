import { isObject } from "../../../core/json.ts";
import { isUnresolved } from "../../schema/is-unresolved.ts";
import { readVersion } from "../read-version.ts";
import { problemAt, type Rule } from "./rule.ts";

/** A document that is no OpenAPI 3.0, 3.1 or Swagger 2.0 document. */
export const reportUnsupportedVersion: Rule = ({ document }) => {
  const { supported, written } = readVersion(document.root);
  const { openapi, swagger } = document.root;
  if (supported || [document.root, openapi, swagger].some(isUnresolved)) return [];
  const expected = "3.0.x, 3.1.x or Swagger 2.0";
  if (!isObject(document.source.value)) {
    const message = "The document is not a map of OpenAPI members.";
    return [
      problemAt(document, "", {
        code: "openapi/unsupported-version",
        message,
        expected: "an object",
        actual: typeof document.source.value,
      }),
    ];
  }
  const key = document.root["openapi"] === undefined ? "/swagger" : "/openapi";
  const message =
    written === null
      ? "The document names no OpenAPI version; it is read as 3.0."
      : `OpenAPI ${written} cannot be read; the document is read as 3.0.`;
  return [
    problemAt(document, key, {
      code: "openapi/unsupported-version",
      message,
      expected,
      actual: written ?? "(absent)",
    }),
  ];
};
