import { isObject } from "../../core/json.ts";

/** The route an event of API Gateway came in on. */
export interface GatewayRoute {
  /** Path template; `$default` for the default route of an HTTP API. */
  readonly resource: string;
  /** Upper case: that of the request. */
  readonly method: string;
  /** Which kind of API sends such an event. */
  readonly kind: "rest" | "http";
}

/**
 * The route of an event of a REST API, or of an HTTP API in either payload format; `null` for other
 * events. Events written by hand may lack everything else.
 */
export function routeOfGatewayEvent(event: unknown): GatewayRoute | null {
  if (!isObject(event)) return null;
  const { resource, httpMethod, routeKey, version } = event;
  if (typeof routeKey === "string") {
    const space = routeKey.indexOf(" ");
    const verb = space === -1 ? "ANY" : routeKey.slice(0, space);
    const method = verb === "ANY" ? methodOf(event["requestContext"]) : verb;
    return { resource: routeKey.slice(space + 1), method: method.toUpperCase(), kind: "http" };
  }
  if (typeof resource !== "string" || typeof httpMethod !== "string") return null;
  const kind = version === "1.0" ? "http" : "rest";
  return { resource, method: httpMethod.toUpperCase(), kind };
}

function methodOf(context: unknown): string {
  const http = isObject(context) ? context["http"] : undefined;
  const method = isObject(http) ? http["method"] : undefined;
  return typeof method === "string" ? method : "";
}
