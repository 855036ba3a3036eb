import {
  routeOfGatewayEvent,
  type GatewayRoute,
} from "../../model/events/route-of-gateway-event.ts";
import type { Operation } from "../../model/openapi/api-document.ts";
import type { FoundOperation } from "./find-operation.ts";
import type { Project, ProjectApi } from "./load-project.ts";

/**
 * The operation an event of API Gateway is of, first looked for in APIs of the kind that sends such
 * events; `null` for other events and unknown routes.
 */
export function operationOfEvent(
  { apis }: Pick<Project, "apis">,
  event: unknown,
): FoundOperation | null {
  const route = routeOfGatewayEvent(event);
  if (route === null) return null;
  const isOfKind = ({ wired }: ProjectApi): boolean => wired.resource.kind === route.kind;
  const ordered = [...apis.filter(isOfKind), ...apis.filter((api) => !isOfKind(api))];
  for (const api of ordered) {
    const operation = operationOfRoute(api, route);
    if (operation !== undefined) return { api, operation };
  }
  return null;
}

/** The operation of the route's method, else the one of any method. */
function operationOfRoute(
  { document }: ProjectApi,
  { resource, method }: GatewayRoute,
): Operation | undefined {
  const ofPath = document.operations.filter(
    ({ path }) => path === resource || (resource === "$default" && path === "/$default"),
  );
  return (
    ofPath.find((each) => !each.anyMethod && each.method === method) ??
    ofPath.find(({ anyMethod }) => anyMethod)
  );
}
