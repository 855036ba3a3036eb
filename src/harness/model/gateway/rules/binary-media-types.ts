import type { JsonValue } from "../../../core/json.ts";
import { problemAt, type ImportRule } from "../rule.ts";
import { isUnknowable } from "../unknowable.ts";

const key = "x-amazon-apigateway-binary-media-types";

/** Binary media types are a list of texts. */
export const reportBinaryMediaTypes: ImportRule = ({ document }) => {
  const value = document.root[key];
  if (value === undefined || isUnknowable(value)) return [];
  const isList =
    Array.isArray(value) &&
    value.every((item: JsonValue) => typeof item === "string" || isUnknowable(item));
  if (isList) return [];
  return [
    problemAt(document, `/${key}`, {
      code: "gateway/binary-media-types",
      message: `${key} is no list of media types.`,
      expected: "a list of texts",
      actual: Array.isArray(value) ? "a list with other values" : typeof value,
    }),
  ];
};
