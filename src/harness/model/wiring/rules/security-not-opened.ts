import { joinPointer, valueAt } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import { authorizationOf } from "../route-authorization.ts";
import type { WiringRule } from "../wiring-facts.ts";

/**
 * `security: []` of an operation of an HTTP API with a `DefaultAuthorizer`: SAM takes the empty list for none and writes
 * the default over it (source: SAM translator, `OpenApiEditor.set_path_default_authorizer`).
 */
export const securityNotOpened: WiringRule = ({ apis }) =>
  apis.flatMap(({ resource, document, operations }) =>
    operations.flatMap(({ operation, added }): readonly Problem[] => {
      if (resource.kind !== "http" || document === null || added !== null) return [];
      const pointer = joinPointer(operation.pointer, "security");
      const written = valueAt(document.root, pointer);
      // What an event says of the route is among its requirements by now.
      if (!Array.isArray(written) || written.length > 0 || operation.security.length > 0) return [];
      const { authorizer } = authorizationOf({ resource, document }, { operation, added });
      if (authorizer === null) return [];
      return [
        createProblem({
          code: "wiring/security-not-opened",
          message: `${operation.key} says security: [], but SAM writes the DefaultAuthorizer ${authorizer} of ${resource.logicalId} over an empty list: the route is not open.`,
          location: document.source.locate(pointer),
          operation: operation.key,
          hint: "Have an HttpApi event on this route say Auth: { Authorizer: NONE }, or remove security: [].",
        }),
      ];
    }),
  );
