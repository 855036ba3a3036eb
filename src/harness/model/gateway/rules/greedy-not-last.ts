import { joinPointer } from "../../../core/json-pointer.ts";
import { parsePathTemplate } from "../../openapi/path-template.ts";
import { listPaths } from "../list-paths.ts";
import { problemAt, type ImportRule } from "../rule.ts";

/** `{proxy+}` takes the rest of the path, so nothing may follow it. */
export const reportGreedyNotLast: ImportRule = ({ document }) =>
  listPaths(document).flatMap((path) => {
    const segments = parsePathTemplate(path);
    const greedy = segments.slice(0, -1).find(({ kind }) => kind === "greedy");
    if (greedy?.kind !== "greedy") return [];
    return [
      problemAt(document, joinPointer("/paths", path), {
        code: "gateway/greedy-not-last",
        message: `{${greedy.name}+} of ${path} takes the rest of the path, but is not its last segment.`,
        actual: path,
      }),
    ];
  });
