import { problemAt, type ImportRule } from "../rule.ts";
import { isUnknowable } from "../unknowable.ts";

const key = "x-amazon-apigateway-api-key-source";

/** Where API Gateway takes an API key from. */
export const reportApiKeySource: ImportRule = ({ document }) => {
  const value = document.root[key];
  if (value === undefined || value === null || isUnknowable(value)) return [];
  if (typeof value === "string" && /^(HEADER|AUTHORIZER)$/i.test(value)) return [];
  return [
    problemAt(document, `/${key}`, {
      code: "gateway/api-key-source",
      message: `${key} is ${JSON.stringify(value)}, which API Gateway does not know.`,
      expected: "HEADER or AUTHORIZER",
      actual: JSON.stringify(value),
    }),
  ];
};
