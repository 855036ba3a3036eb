import { suggestNames } from "../../core/suggest-names.ts";
import type { TemplateModel } from "../template/template-model.ts";
import { apiOfEvent, isAbsolute, routeOfEvent } from "./event-route.ts";
import { isEventUsed } from "./event-use.ts";
import { isRoute } from "./merge-events.ts";
import type { ApiFacts, EventFacts, OperationFacts } from "./wiring-facts.ts";

/** An event of an API, and the operation on its route, which calls another function. */
export interface MisdirectedEvent {
  readonly facts: EventFacts;
  readonly called: OperationFacts;
  /** True when the called function has an event on the route as well. */
  readonly superfluous: boolean;
}

/**
 * The events that are on a route whose integration calls another function. Where the route has an
 * event of its own function too, only those are told whose uri names that function whatever the
 * stage or a condition may be.
 */
export function misdirectedEvents({
  document,
  operations,
  events,
}: ApiFacts): readonly MisdirectedEvent[] {
  if (document === null) return [];
  return operations.flatMap((called): readonly MisdirectedEvent[] => {
    const { operation, fn, origin } = called;
    if (fn === null) return [];
    const onRoute = events.filter(({ route }) => isRoute(operation, route));
    const { logicalId } = fn.resource;
    const others = onRoute.filter(({ resource }) => resource.logicalId !== logicalId);
    const superfluous = others.length < onRoute.length;
    if (superfluous && (origin !== null || document.written === "generated")) return [];
    if (superfluous && !isAlwaysNamed(called, logicalId)) return [];
    return others.map((facts) => ({ facts, called, superfluous }));
  });
}

function isAlwaysNamed({ operation }: OperationFacts, logicalId: string): boolean {
  const written = JSON.stringify(operation.integration?.uri ?? null);
  return written.includes(logicalId) && !/stageVariables|Fn::If|Fn::FindInMap/.test(written);
}

/** The operations of an event's function that API Gateway has no leave to call it for. */
export function refusedOf(
  { operations }: ApiFacts,
  { resource }: Pick<EventFacts, "resource">,
): readonly OperationFacts[] {
  return operations.filter(
    ({ fn, refused }) => fn?.resource.logicalId === resource.logicalId && refused.length > 0,
  );
}

/**
 * The operation an event was most likely meant for: it calls the event's function, nothing lets it,
 * and path or method differ by a slip.
 */
export function nearOperation(api: ApiFacts, facts: EventFacts): OperationFacts | undefined {
  const { route } = facts;
  return refusedOf(api, facts).find(({ operation }) => {
    if (operation.path === route.path) return true;
    const isMethod = route.anyMethod || operation.anyMethod || route.method === operation.method;
    return isMethod && suggestNames(route.path, [operation.path]).length > 0;
  });
}

/**
 * Whether the lack of leave for an operation follows from an event that has a finding of its own: it
 * is on a path like this one, on another function's route, or names an API that is not there.
 */
export function followsFromEvent(
  template: TemplateModel,
  api: ApiFacts,
  refused: OperationFacts,
): boolean {
  const { operation, fn } = refused;
  const own = api.events.filter(({ resource }) => resource.logicalId === fn?.resource.logicalId);
  const strays = own.filter(
    (facts) => !isAbsolute(facts.event, facts.route) || !isEventUsed(api, facts),
  );
  if (strays.some((facts) => nearOperation(api, facts) === refused)) return true;
  if (namesNoApi(template, refused)) return true;
  return misdirectedEvents(api).some(({ facts, called }) => {
    const isOnIt = called === refused;
    return isOnIt || (own.includes(facts) && refusedOf(api, facts)[0]?.operation === operation);
  });
}

function namesNoApi(template: TemplateModel, { operation, fn }: OperationFacts): boolean {
  return (fn?.resource.events ?? []).some((event) => {
    const route = routeOfEvent(event);
    if (route === null || !isRoute(operation, route)) return false;
    const id = apiOfEvent(event);
    return id === null || !template.resources.has(id);
  });
}

/** An event that is on an operation's route and in its function, but of another API. */
export function eventOfOtherApi(
  { resource: api }: ApiFacts,
  { operation, fn }: OperationFacts,
): { readonly name: string; readonly type: string } | undefined {
  const type = api.kind === "rest" ? "Api" : "HttpApi";
  return fn?.resource.events.find((event) => {
    const route = routeOfEvent(event);
    return (
      event.type === type &&
      route !== null &&
      isRoute(operation, route) &&
      apiOfEvent(event) !== api.logicalId
    );
  });
}
