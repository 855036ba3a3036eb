import { createProblem, type Problem, type Severity } from "../../../core/problem.ts";
import { routeKey } from "../event-route.ts";
import type { ApiFacts, EventFacts, WiringFacts, WiringRule } from "../wiring-facts.ts";
import { isRoute } from "../merge-events.ts";

/**
 * Two events on one route. Where SAM writes the document it refuses them ("API method … defined
 * multiple times for path …"); where it adds to one that is given, only one of them gets its way.
 */
export const routeDefinedTwice: WiringRule = (facts) =>
  facts.apis.flatMap((api) => {
    const byRoute = new Map<string, EventFacts[]>();
    for (const event of api.events) {
      const key = routeKey(event.route);
      byRoute.set(key, [...(byRoute.get(key) ?? []), event]);
    }
    return [...byRoute].flatMap(([key, events]) => report(facts, api, key, events));
  });

interface Outcome {
  readonly severity: Severity;
  readonly what: string;
}

function outcomeOf(
  { resource, document }: ApiFacts,
  events: readonly EventFacts[],
): Outcome | null {
  const [first] = events;
  const functions = new Set(events.map((event) => event.resource.logicalId));
  if (first === undefined) return null;
  if (resource.definition.kind === "generated") {
    const { method, anyMethod, path } = first.route;
    const word = anyMethod ? "any" : method.toLowerCase();
    return {
      severity: "error",
      what: `SAM refuses it (API method "${word}" defined multiple times for path "${path}")`,
    };
  }
  if (functions.size === 1) return null;
  const merge = resource.properties["MergeDefinitions"];
  if (resource.kind === "rest") {
    return merge === true || merge === "true"
      ? { severity: "warning", what: "with MergeDefinitions the last one is deployed" }
      : null;
  }
  // The integration of the document decides; an event on another function has a rule of its own.
  const described = document?.operations.find((operation) => isRoute(operation, first.route));
  return described?.integration === undefined || described.integration === null
    ? { severity: "warning", what: "the first one is deployed" }
    : null;
}

function report(
  { template }: WiringFacts,
  api: ApiFacts,
  key: string,
  events: readonly EventFacts[],
): readonly Problem[] {
  const [first, second, ...others] = events;
  const outcome = events.length > 1 ? outcomeOf(api, events) : null;
  if (first === undefined || second === undefined || outcome === null) return [];
  const name = ({ event, resource }: EventFacts): string =>
    `${event.name} of ${resource.logicalId}`;
  return [
    createProblem({
      code: "wiring/route-defined-twice",
      severity: outcome.severity,
      message: `${key} of ${api.resource.logicalId} is the route of ${events.map(name).join(" and of ")}: ${outcome.what}.`,
      location: template.source.locate(second.event.pointer),
      related: [first, ...others].map((each) => ({
        message: `the event ${name(each)}`,
        location: template.source.locate(each.event.pointer),
      })),
      operation: key,
      hint: "Give each route to one function; change Path or Method of the other events, or remove them.",
    }),
  ];
}
