import { joinPointer } from "../../../core/json-pointer.ts";
import { parsePathTemplate } from "../../openapi/path-template.ts";
import { listPaths } from "../list-paths.ts";
import { problemAt, type ImportRule } from "../rule.ts";

/** Segments of letters, digits and `_ - . , :` only; segments with braces are other rules'. */
export const reportPathCharacters: ImportRule = ({ document }) =>
  listPaths(document).flatMap((path) => {
    const wrong = parsePathTemplate(path).flatMap((segment) =>
      segment.kind === "static" && !/[{}]/.test(segment.text)
        ? (segment.text.match(/[^A-Za-z0-9_\-.,:]/gu) ?? [])
        : [],
    );
    if (wrong.length === 0) return [];
    const characters = [...new Set(wrong)].map((character) => `"${character}"`).join(" and ");
    return [
      problemAt(document, joinPointer("/paths", path), {
        code: "gateway/path-characters",
        message: `The path ${path} has ${characters}, which API Gateway does not take in a path.`,
        expected: "letters, digits and _ - . , :",
        actual: path,
      }),
    ];
  });
