import { joinPointer } from "../../../core/json-pointer.ts";
import { pathSegments } from "../../openapi/path-template.ts";
import { listPaths } from "../list-paths.ts";
import { problemAt, type ImportRule } from "../rule.ts";

const reserved = new Set(["ping", "sping"]);

/** `/ping` and `/sping` belong to the service's own health check; behind a custom domain they are not reached. */
export const reportReservedPaths: ImportRule = ({ document }) =>
  listPaths(document)
    .filter((path) => pathSegments(path).length === 1 && reserved.has(pathSegments(path)[0] ?? ""))
    .map((path) =>
      problemAt(document, joinPointer("/paths", path), {
        code: "gateway/reserved-path",
        message: `API Gateway answers ${path} itself behind a custom domain.`,
      }),
    );
