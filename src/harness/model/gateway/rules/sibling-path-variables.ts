import { joinPointer } from "../../../core/json-pointer.ts";
import { pathSegments } from "../../openapi/path-template.ts";
import { listPaths } from "../list-paths.ts";
import { problemAt, type ImportRule } from "../rule.ts";

interface FirstUse {
  readonly variable: string;
  readonly path: string;
}

/** A resource of a REST API has one child that is a variable; under another name it cannot be created. */
export const reportSiblingPathVariables: ImportRule = ({ document }) => {
  const first = new Map<string, FirstUse>();
  return listPaths(document).flatMap((path) => {
    const segments = pathSegments(path);
    for (const [index, variable] of segments.entries()) {
      if (!/^\{[^{}]+\}$/.test(variable)) continue;
      const parent = segments.slice(0, index).join("/");
      const earlier = first.get(parent);
      if (earlier === undefined) first.set(parent, { variable, path });
      if (earlier === undefined || earlier.variable === variable) continue;
      return [
        problemAt(document, joinPointer("/paths", path), {
          code: "gateway/sibling-path-variables",
          message: `${variable} of ${path} stands where ${earlier.path} has ${earlier.variable}; a REST API takes one variable name at a place.`,
          expected: earlier.variable,
          actual: variable,
          related: [
            {
              message: `${earlier.variable} is first used here`,
              location: document.source.locate(joinPointer("/paths", earlier.path)),
            },
          ],
        }),
      ];
    }
    return [];
  });
};
