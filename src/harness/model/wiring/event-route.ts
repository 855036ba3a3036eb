import type { HttpMethod } from "../openapi/api-document.ts";
import type { FunctionEvent } from "../template/template-model.ts";

/** The route an Api or HttpApi event speaks of. */
export interface EventRoute {
  readonly method: HttpMethod;
  readonly anyMethod: boolean;
  readonly path: string;
}

const methods: readonly HttpMethod[] = [
  "GET",
  "PUT",
  "POST",
  "DELETE",
  "OPTIONS",
  "HEAD",
  "PATCH",
  "TRACE",
];

/**
 * The route of an event; `null` for other events and for routes that cannot be told. An HttpApi
 * event without path and method is the `$default` route (source: SAM developer guide, HttpApi).
 */
export function routeOfEvent(event: FunctionEvent): EventRoute | null {
  if (event.type !== "Api" && event.type !== "HttpApi") return null;
  const { Path: path, Method: method } = event.properties;
  if (event.type === "HttpApi" && path === undefined && method === undefined) {
    return { method: "GET", anyMethod: true, path: "/$default" };
  }
  if (typeof path !== "string" || typeof method !== "string") return null;
  const upper = method.toUpperCase();
  if (upper === "ANY" || upper === "*") return { method: "GET", anyMethod: true, path };
  const known = methods.find((each) => each === upper);
  return known === undefined ? null : { method: known, anyMethod: false, path };
}

/** Logical id of the API an event belongs to, SAM's implicit ones included; `null` for an API elsewhere. */
export function apiOfEvent(event: FunctionEvent): string | null {
  if (event.apiLogicalId !== null) return event.apiLogicalId;
  const [property, implicit] =
    event.type === "Api" ? ["RestApiId", "ServerlessRestApi"] : ["ApiId", "ServerlessHttpApi"];
  return event.properties[property] === undefined ? implicit : null;
}

/** `GET /orders`, `ANY /orders`. */
export function routeKey(route: EventRoute): string {
  return `${route.anyMethod ? "ANY" : route.method} ${route.path}`;
}
