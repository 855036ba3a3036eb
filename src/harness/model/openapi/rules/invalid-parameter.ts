import type { JsonObject } from "../../../core/json.ts";
import { isUnresolved } from "../../schema/is-unresolved.ts";
import { listParameterOwners, writtenParameters } from "../written-parameters.ts";
import { problemAt, type Rule } from "./rule.ts";

const places = {
  "2.0": ["path", "query", "header", "body", "formData"],
  "3.0": ["path", "query", "header", "cookie"],
};

/** Parameter objects without a name, or without a place the version knows. */
export const reportInvalidParameters: Rule = ({ document }) => {
  const allowed = document.version === "2.0" ? places["2.0"] : places["3.0"];
  const told = new Set<string>();
  return listParameterOwners(document).flatMap((owner) =>
    writtenParameters(document.root, owner).flatMap(({ pointer, value }) => {
      const fault = faultOf(value, allowed);
      if (fault === null || told.has(pointer)) return [];
      told.add(pointer);
      return [
        problemAt(document, pointer, {
          code: "openapi/invalid-parameter",
          message: `A parameter of ${owner.name} ${fault}.`,
          ...(owner.name === owner.path ? {} : { operation: owner.name }),
          expected: `a name, and one of ${allowed.join(", ")} under "in"`,
        }),
      ];
    }),
  );
};

function faultOf({ name, in: place }: JsonObject, allowed: readonly string[]): string | null {
  if (isUnresolved(name) || isUnresolved(place)) return null;
  if (typeof name !== "string") return "has no name";
  if (place === undefined) return `has no "in": ${name}`;
  if (typeof place === "string" && allowed.includes(place)) return null;
  return `has no place that exists: ${name} in ${JSON.stringify(place)}`;
}
