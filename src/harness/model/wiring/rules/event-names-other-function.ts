import { createProblem, type Problem } from "../../../core/problem.ts";
import { misdirectedEvents, refusedOf, type MisdirectedEvent } from "../misplaced-event.ts";
import {
  locateIntegration,
  type ApiFacts,
  type WiringFacts,
  type WiringRule,
} from "../wiring-facts.ts";

/**
 * The event of a route is on one function, the integration calls another: the permission helps the
 * wrong one. Where the right one has an event too, the other is merely of no use, unless it was meant
 * for a route that lacks it.
 */
export const eventNamesOtherFunction: WiringRule = (facts) =>
  facts.apis.flatMap((api) =>
    misdirectedEvents(api).map((misdirected) => report(facts, api, misdirected)),
  );

function report(
  { template }: WiringFacts,
  api: ApiFacts,
  { facts, called, superfluous }: MisdirectedEvent,
): Problem {
  const { event, resource } = facts;
  const { operation, fn } = called;
  const target = fn?.resource.logicalId ?? "";
  const meant = superfluous ? refusedOf(api, facts)[0]?.operation : undefined;
  const rest =
    meant === undefined
      ? ""
      : `, and ${meant.key}, which calls ${resource.logicalId}, has no event`;
  const move = `Move the event ${event.name} to ${target}, or let the integration's uri name \${${resource.logicalId}.Arn}.`;
  const { document } = api;
  return createProblem({
    code: "wiring/event-names-other-function",
    ...(superfluous && meant === undefined ? { severity: "warning" as const } : {}),
    message: superfluous
      ? `${operation.key} calls ${target}, but the event ${event.name} of ${resource.logicalId} is on it as well${rest}.`
      : `${operation.key} calls ${target}, but its event ${event.name} is on ${resource.logicalId}.`,
    location: template.source.locate(event.pointer),
    related:
      document === null
        ? []
        : [
            {
              message: `the integration calls ${target}`,
              location: locateIntegration(document, operation),
            },
            ...(meant === undefined
              ? []
              : [{ message: meant.key, location: document.source.locate(meant.pointer) }]),
          ],
    operation: meant?.key ?? operation.key,
    expected: meant?.key ?? target,
    actual: meant === undefined ? resource.logicalId : operation.key,
    hint:
      meant === undefined
        ? superfluous
          ? `Remove the event ${event.name} of ${resource.logicalId}, or let the integration's uri name \${${resource.logicalId}.Arn}.`
          : move
        : `Write Path: ${meant.path} and Method: ${meant.anyMethod ? "any" : meant.method.toLowerCase()} in the event ${event.name}.`,
  });
}
