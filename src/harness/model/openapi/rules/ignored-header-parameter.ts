import { listParameterOwners, writtenParameters } from "../written-parameters.ts";
import { problemAt, type Rule } from "./rule.ts";

const instead: Readonly<Record<string, string>> = {
  accept: "the media types of the responses",
  "content-type": "the media types of the request body",
  authorization: "a security scheme",
};

/** Header parameters that OpenAPI 3 tells tools to ignore (Parameter Object, `name`). */
export const reportIgnoredHeaderParameters: Rule = ({ document }) => {
  if (document.version === "2.0") return [];
  const told = new Set<string>();
  return listParameterOwners(document).flatMap((owner) =>
    writtenParameters(document.root, owner).flatMap(({ pointer, value }) => {
      const { name, in: place } = value;
      if (place !== "header" || typeof name !== "string" || told.has(pointer)) return [];
      const better = Object.hasOwn(instead, name.toLowerCase())
        ? instead[name.toLowerCase()]
        : undefined;
      if (better === undefined) return [];
      told.add(pointer);
      return [
        problemAt(document, pointer, {
          code: "openapi/ignored-header-parameter",
          message:
            `The header parameter ${name} of ${owner.name} is ignored by OpenAPI: ${better} say it.`.replace(
              "scheme say",
              "scheme says",
            ),
          ...(owner.name === owner.path ? {} : { operation: owner.name }),
        }),
      ];
    }),
  );
};
