import { joinPointer } from "../../../core/json-pointer.ts";
import { isJsonMap } from "../read-members.ts";
import { problemAt, type Rule } from "./rule.ts";

/** A path that does not begin with a slash. `$default` is a route of HTTP APIs, not a path. */
export const reportRelativePaths: Rule = ({ document }) => {
  const { paths } = document.root;
  if (!isJsonMap(paths)) return [];
  return Object.keys(paths)
    .filter((path) => !/^(?:\/|x-|Fn::|Ref$|\$)/.test(path))
    .map((path) =>
      problemAt(document, joinPointer("/paths", path), {
        code: "openapi/path-not-absolute",
        message: `The path "${path}" does not begin with a slash.`,
        expected: `/${path}`,
        actual: path,
      }),
    );
};
