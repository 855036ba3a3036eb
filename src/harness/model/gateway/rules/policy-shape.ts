import { isJsonMap } from "../../openapi/read-members.ts";
import { problemAt, type ImportRule } from "../rule.ts";
import { isUnknowable } from "../unknowable.ts";

const key = "x-amazon-apigateway-policy";

/** A resource policy is a map with statements. */
export const reportPolicyShape: ImportRule = ({ document }) => {
  const value = document.root[key];
  if (value === undefined || isUnknowable(value)) return [];
  if (isJsonMap(value) && value["Statement"] !== undefined) return [];
  return [
    problemAt(document, `/${key}`, {
      code: "gateway/policy-shape",
      message: isJsonMap(value) ? `${key} has no Statement.` : `${key} is no policy document.`,
      expected: "a map with Version and Statement",
    }),
  ];
};
