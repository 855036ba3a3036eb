import { joinPointer } from "../../../core/json-pointer.ts";
import { isHttpApi } from "../is-http-api.ts";
import { isJsonMap } from "../read-members.ts";
import { problemAt, type Rule } from "./rule.ts";

/**
 * Paths that are the same but for the names of their parameters (OpenAPI, Paths Object). A REST API allows one
 * variable part under a resource; an HTTP API keeps them apart by method, so there it is a warning.
 */
export const reportDuplicatePaths: Rule = ({ document }) => {
  const { paths } = document.root;
  if (!isJsonMap(paths)) return [];
  const first = new Map<string, string>();
  return Object.keys(paths).flatMap((path) => {
    if (!path.startsWith("/")) return [];
    const shape = path.replaceAll(/\{[^{}]*?(\+?)\}/g, "{$1}");
    const earlier = first.get(shape);
    if (earlier === undefined) {
      first.set(shape, path);
      return [];
    }
    return [
      problemAt(document, joinPointer("/paths", path), {
        code: "openapi/duplicate-path",
        ...(isHttpApi(document) ? { severity: "warning" as const } : {}),
        message: `${path} is the same path as ${earlier}: they differ only in the names of their parameters.`,
        related: [
          {
            message: `first written as ${earlier}`,
            location: document.source.locate(joinPointer("/paths", earlier)),
          },
        ],
      }),
    ];
  });
};
