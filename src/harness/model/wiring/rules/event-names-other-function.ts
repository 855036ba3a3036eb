import { createProblem, type Problem } from "../../../core/problem.ts";
import { isRoute } from "../merge-events.ts";
import { locateIntegration, type WiringRule } from "../wiring-facts.ts";

/** The event of a route is on one function, the integration calls another: the permission helps the wrong one. */
export const eventNamesOtherFunction: WiringRule = ({ apis, template }) =>
  apis.flatMap(({ document, operations, events }) =>
    operations.flatMap(({ operation, fn }): readonly Problem[] => {
      if (document === null || fn === null) return [];
      const onRoute = events.filter(({ route }) => isRoute(operation, route));
      const called = fn.resource.logicalId;
      if (onRoute.some(({ resource }) => resource.logicalId === called)) return [];
      return onRoute.map(({ event, resource }) =>
        createProblem({
          code: "wiring/event-names-other-function",
          message: `${operation.key} calls ${called}, but its event ${event.name} is on ${resource.logicalId}.`,
          location: template.source.locate(event.pointer),
          related: [
            {
              message: `the integration calls ${called}`,
              location: locateIntegration(document, operation),
            },
          ],
          operation: operation.key,
          expected: called,
          actual: resource.logicalId,
          hint: `Move the event ${event.name} to ${called}, or let the integration's uri name \${${resource.logicalId}.Arn}.`,
        }),
      );
    }),
  );
