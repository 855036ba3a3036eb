import { createProblem, type Problem } from "../../../core/problem.ts";
import { routeKey, type EventRoute } from "../event-route.ts";
import { integrationYaml, pasteHint } from "../paste.ts";
import type { ApiFacts, EventFacts, WiringFacts, WiringRule } from "../wiring-facts.ts";

/**
 * A REST API with a document of its own takes no routes from events: an event on a route the
 * document lacks gives a permission and nothing else, and the deployed stage answers 403.
 */
export const eventWithoutOperation: WiringRule = (facts) =>
  facts.apis
    .filter((api) => api.document !== null && api.resource.kind === "rest")
    .flatMap((api) =>
      api.events
        .filter(({ route }) => !hasRoute(api, route))
        .map((event) => report(facts, api, event)),
    );

/** A route on any method covers every method, and an event on any method is met by any operation. */
function hasRoute({ operations }: ApiFacts, route: EventRoute): boolean {
  return operations.some(({ operation }) => {
    if (operation.path !== route.path) return false;
    return operation.anyMethod || route.anyMethod || operation.method === route.method;
  });
}

function report(
  { template }: WiringFacts,
  { resource, document }: ApiFacts,
  { event, resource: owner, route }: EventFacts,
): Problem {
  const key = routeKey(route);
  const member = route.anyMethod ? "x-amazon-apigateway-any-method" : route.method.toLowerCase();
  const lines = [
    `${route.path}:`,
    `  ${member}:`,
    ...integrationYaml(owner.logicalId, "rest").map((line) => `    ${line}`),
  ];
  return createProblem({
    code: "wiring/event-without-operation",
    message: `The event ${event.name} of ${owner.logicalId} is on ${key}, which ${document?.file ?? "the document"} of ${resource.logicalId} does not have; the deployed stage answers it with 403.`,
    location: template.source.locate(event.pointer),
    related:
      document === null
        ? []
        : [{ message: "the document's paths", location: document.source.locate("/paths") }],
    operation: key,
    hint: pasteHint("Add to paths, or remove the event:", lines),
  });
}
