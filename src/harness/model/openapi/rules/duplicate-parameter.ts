import {
  listParameterOwners,
  writtenParameters,
  type WrittenParameter,
} from "../written-parameters.ts";
import { problemAt, type Rule } from "./rule.ts";

/** Two parameters of the same name and place in one list. Header names do not heed case (RFC 9110, section 5.1). */
export const reportDuplicateParameters: Rule = ({ document }) =>
  listParameterOwners(document).flatMap((owner) => {
    const first = new Map<string, WrittenParameter>();
    return writtenParameters(document.root, owner).flatMap((parameter) => {
      const { name, in: place } = parameter.value;
      if (typeof name !== "string" || typeof place !== "string") return [];
      const key = `${place} ${place === "header" ? name.toLowerCase() : name}`;
      const earlier = first.get(key);
      if (earlier === undefined) {
        first.set(key, parameter);
        return [];
      }
      return [
        problemAt(document, parameter.entry, {
          code: "openapi/duplicate-parameter",
          message: `${owner.name} lists the ${place} parameter ${name} twice.`,
          ...(owner.name === owner.path ? {} : { operation: owner.name }),
          related: [
            { message: "first listed here", location: document.source.locate(earlier.entry) },
          ],
        }),
      ];
    });
  });
