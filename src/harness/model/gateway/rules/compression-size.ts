import { problemAt, type ImportRule } from "../rule.ts";
import { isUnknowable, plainNumber } from "../unknowable.ts";

const key = "x-amazon-apigateway-minimum-compression-size";
/** 10 MiB. */
const most = 10_485_760;

/** The size from which answers are compressed. */
export const reportCompressionSize: ImportRule = ({ document }) => {
  const value = document.root[key];
  if (value === undefined || value === null || isUnknowable(value)) return [];
  const size = plainNumber(value);
  if (size !== null && Number.isInteger(size) && size >= 0 && size <= most) return [];
  return [
    problemAt(document, `/${key}`, {
      code: "gateway/compression-size",
      message: `${key} is no whole number from 0 to ${most}.`,
      expected: `0 to ${most}`,
      actual: JSON.stringify(value),
    }),
  ];
};
