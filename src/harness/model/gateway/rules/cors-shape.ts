import { joinPointer } from "../../../core/json-pointer.ts";
import type { JsonValue } from "../../../core/json.ts";
import { isJsonMap } from "../../openapi/read-members.ts";
import { didYouMean } from "../../../core/suggest-names.ts";
import { problemAt, type ImportRule } from "../rule.ts";
import { holdsIntrinsic, isUnknowable } from "../unknowable.ts";

const key = "x-amazon-apigateway-cors";
const lists = ["allowOrigins", "exposeHeaders", "allowMethods", "allowHeaders"];
const members = [...lists, "allowCredentials", "maxAge"];

/** The CORS settings of an HTTP API: four lists, a switch and a number. */
export const reportCorsShape: ImportRule = ({ document }) => {
  const value = document.root[key];
  if (value === undefined || isUnknowable(value)) return [];
  if (!isJsonMap(value) || holdsIntrinsic(value)) {
    const message = `${key} is no map of ${members.join(", ")}.`;
    return [problemAt(document, `/${key}`, { code: "gateway/cors-shape", message })];
  }
  return Object.entries(value).flatMap(([member, setting]) => {
    const fault = faultOf(member, setting);
    if (fault === null) return [];
    return [
      problemAt(document, joinPointer("", key, member), {
        code: "gateway/cors-shape",
        message: `${key} ${fault}`,
      }),
    ];
  });
};

function faultOf(member: string, setting: JsonValue): string | null {
  if (!members.includes(member))
    return `has ${member}, which API Gateway does not know${didYouMean(member, members) || "."}`;
  const isList = !lists.includes(member) || Array.isArray(setting) || isUnknowable(setting);
  return isList ? null : `has ${member} that is no list.`;
}
