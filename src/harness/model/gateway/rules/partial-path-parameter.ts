import { joinPointer } from "../../../core/json-pointer.ts";
import { pathSegments } from "../../openapi/path-template.ts";
import { listPaths } from "../list-paths.ts";
import { problemAt, type ImportRule } from "../rule.ts";

/** `/files/{name}.json`: a path parameter has to be a whole segment. */
export const reportPartialPathParameters: ImportRule = ({ document }) =>
  listPaths(document).flatMap((path) => {
    const segment = pathSegments(path).find(
      (each) => /[{}]/.test(each) && !/^\{[^{}]+\}$/.test(each),
    );
    if (segment === undefined) return [];
    return [
      problemAt(document, joinPointer("/paths", path), {
        code: "gateway/partial-path-parameter",
        message: `The segment "${segment}" of ${path} holds more than a path parameter, which API Gateway refuses.`,
        expected: "a parameter that is a whole segment: {name}",
        actual: segment,
      }),
    ];
  });
