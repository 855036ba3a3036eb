import { pathSegments } from "../../openapi/path-template.ts";
import { listPaths } from "../list-paths.ts";
import { problemAt, type ImportRule } from "../rule.ts";

/** Default quota of resources (REST) and routes (HTTP) of an API. */
const quota = 300;

/** REST counts resources: every path and every path above it. HTTP counts routes. */
export const reportTooManyResources: ImportRule = ({ document, api }) => {
  const what = api.kind === "rest" ? "resources" : "routes";
  const number = api.kind === "rest" ? countResources(listPaths(document)) : countRoutes(document);
  if (number <= quota) return [];
  return [
    problemAt(document, "/paths", {
      code: "gateway/too-many-resources",
      message: `The document makes ${number} ${what}; an API may have ${quota} unless its quota was raised.`,
      expected: `${quota} at most`,
      actual: String(number),
    }),
  ];
};

function countRoutes({ operations }: Parameters<ImportRule>[0]["document"]): number {
  return operations.length;
}

function countResources(paths: readonly string[]): number {
  const resources = new Set([""]);
  for (const path of paths) {
    const segments = pathSegments(path);
    segments.forEach((_, index) => resources.add(segments.slice(0, index + 1).join("/")));
  }
  return resources.size;
}
