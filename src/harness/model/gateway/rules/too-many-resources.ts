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

interface Resource {
  readonly children: Map<string, Resource>;
}

function countResources(paths: readonly string[]): number {
  const root: Resource = { children: new Map() };
  let count = 1;
  for (const path of paths) {
    let parent = root;
    for (const segment of pathSegments(path)) {
      const known = parent.children.get(segment);
      if (known === undefined) count += 1;
      const resource = known ?? { children: new Map<string, Resource>() };
      parent.children.set(segment, resource);
      parent = resource;
    }
  }
  return count;
}
