import { createProblem, type Problem } from "../../../core/problem.ts";
import { locateOperation, type WiringRule } from "../wiring-facts.ts";

/**
 * SAM writes events into the document of an HTTP API while it deploys, so such a route is real;
 * but the document does not describe it, so nothing of it can be checked.
 */
export const routeFromEvent: WiringRule = ({ apis, template }) =>
  apis.flatMap(({ document, operations }) =>
    operations.flatMap(({ operation, origin }): readonly Problem[] => {
      if (document === null || origin === null) return [];
      const { event, resource } = origin.facts;
      const what =
        origin.adds === "route"
          ? `${operation.key} is not in ${document.file}`
          : `${operation.key} has no integration in ${document.file}`;
      return [
        createProblem({
          code: "wiring/route-from-event",
          message: `${what}; SAM adds it from the event ${event.name} of ${resource.logicalId} while it deploys.`,
          location: template.source.locate(event.pointer),
          related: [{ message: "the document", location: locateOperation(document, operation) }],
          operation: operation.key,
          hint:
            origin.adds === "route"
              ? "Describe the route in the document, so that requests and responses can be checked."
              : "Write the integration into the document, so that it says what deploys.",
        }),
      ];
    }),
  );
