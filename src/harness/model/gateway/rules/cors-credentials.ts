import type { JsonValue } from "../../../core/json.ts";
import { createProblem, type SourceLocation } from "../../../core/problem.ts";
import { isJsonMap, stringsOf } from "../../openapi/read-members.ts";
import type { ImportRule } from "../rule.ts";

/** Credentials for every origin: browsers refuse it, and API Gateway to be set so. */
export const reportCorsCredentials: ImportRule = ({ document, api }) => {
  const key = "x-amazon-apigateway-cors";
  const own = { value: document.root[key], location: document.source.locate(`/${key}`) };
  return [own, ...(api.cors === null ? [] : [api.cors])].flatMap(({ value, location }) =>
    givesCredentialsToAll(value) ? [problem(api.logicalId, location)] : [],
  );
};

function problem(logicalId: string, location: SourceLocation): ReturnType<typeof createProblem> {
  return createProblem({
    code: "gateway/cors-credentials",
    message: `The CORS settings of ${logicalId} allow credentials for every origin, which API Gateway refuses.`,
    location,
    expected: "the origins, named one by one",
    actual: "*",
  });
}

/** The document writes the members small, the template large. */
function givesCredentialsToAll(cors: JsonValue | undefined): boolean {
  if (!isJsonMap(cors)) return false;
  const allowed = cors["allowCredentials"] ?? cors["AllowCredentials"];
  const origins = stringsOf(cors["allowOrigins"] ?? cors["AllowOrigins"]);
  return allowed === true && origins.includes("*");
}
