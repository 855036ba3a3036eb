import { problemAt, type ImportRule } from "../rule.ts";

/** REST APIs import Swagger 2.0 and OpenAPI 3.0, HTTP APIs OpenAPI 3.0 alone. */
export const reportUnsupportedVersion: ImportRule = ({ document, api }) => {
  const { version } = document;
  if (version === "3.0" || (version === "2.0" && api.kind === "rest")) return [];
  const kind = api.kind === "rest" ? "a REST API" : "an HTTP API";
  const expected = api.kind === "rest" ? "OpenAPI 3.0 or Swagger 2.0" : "OpenAPI 3.0";
  return [
    problemAt(document, version === "2.0" ? "/swagger" : "/openapi", {
      code: "gateway/unsupported-openapi-version",
      message: `API Gateway cannot import ${version === "2.0" ? "Swagger" : "OpenAPI"} ${version} as ${kind} (${api.logicalId}).`,
      expected,
      actual: version,
    }),
  ];
};
