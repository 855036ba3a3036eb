import { isUnresolved } from "../../schema/is-unresolved.ts";
import { listParameterOwners, writtenParameters } from "../written-parameters.ts";
import { problemAt, type Rule } from "./rule.ts";

/** Path parameters without `required: true` (OpenAPI, Parameter Object). */
export const reportOptionalPathParameters: Rule = ({ document }) => {
  const told = new Set<string>();
  return listParameterOwners(document).flatMap((owner) =>
    writtenParameters(document.root, owner).flatMap(({ pointer, value }) => {
      const { name, in: place, required } = value;
      if (place !== "path" || required === true || isUnresolved(required)) return [];
      if (typeof name !== "string" || told.has(pointer)) return [];
      told.add(pointer);
      return [
        problemAt(document, pointer, {
          code: "openapi/optional-path-parameter",
          message: `The path parameter ${name} of ${owner.name} is not marked as required.`,
          ...(owner.name === owner.path ? {} : { operation: owner.name }),
          expected: "required: true",
          actual: required === undefined ? "(absent)" : JSON.stringify(required),
        }),
      ];
    }),
  );
};
