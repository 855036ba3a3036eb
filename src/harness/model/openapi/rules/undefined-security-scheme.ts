import { joinPointer } from "../../../core/json-pointer.ts";
import { nearestName } from "../../../core/suggest-names.ts";
import { isJsonMap, jsonAt } from "../read-members.ts";
import { passesUnresolved } from "../written-parameters.ts";
import { problemAt, type Rule } from "./rule.ts";

const places = ["/components/securitySchemes", "/securityDefinitions"];

/** A security requirement whose scheme is not defined. Each scheme is named once. */
export const reportUndefinedSecuritySchemes: Rule = ({ document }) => {
  const schemes =
    jsonAt(document.root, "/components/securitySchemes") ?? document.root["securityDefinitions"];
  const defined = isJsonMap(schemes) ? Object.keys(schemes) : [];
  if (places.some((place) => passesUnresolved(document.root, place))) return [];
  const seen = new Set<string>([...defined, ...(document.schemesElsewhere ?? [])]);
  return document.operations.flatMap((operation) => {
    const own = joinPointer(operation.pointer, "security");
    const place = jsonAt(document.root, own) === undefined ? "/security" : own;
    return operation.security.flat().flatMap((name) => {
      if (seen.has(name)) return [];
      seen.add(name);
      return [
        problemAt(document, place, {
          code: "openapi/undefined-security-scheme",
          message: `${operation.key} asks for the security scheme ${name}, which the document does not define: API Gateway leaves it out, and without another one the operation has no authorizer.`,
          operation: operation.key,
          expected:
            defined.length === 0
              ? "a scheme (the document defines none)"
              : `one of ${defined.join(", ")}`,
          actual: name,
          ...hintFor(name, [...defined, ...(document.schemesElsewhere ?? [])]),
        }),
      ];
    });
  });
};

function hintFor(name: string, defined: readonly string[]): { readonly hint?: string } {
  const meant = nearestName(name, defined);
  return meant === null ? {} : { hint: `Did you mean ${meant}?` };
}
