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

/** Any method, as events write it: SAM hands the member of a path item on as it stands. */
const anyMethods: ReadonlySet<string> = new Set(["ANY", "*", "X-AMAZON-APIGATEWAY-ANY-METHOD"]);

/** An HttpApi event that names neither path nor method: what no other route takes. */
export function isDefaultEvent({ type, properties }: FunctionEvent): boolean {
  const isAbsent = (value: unknown): boolean => value === undefined || value === "";
  return type === "HttpApi" && isAbsent(properties["Path"]) && isAbsent(properties["Method"]);
}

/**
 * The route of an event; `null` for other events and for routes that cannot be told. An HttpApi
 * event without path and method is the `$default` route (source: SAM developer guide, HttpApi), and
 * so is one on `$default`.
 */
export function routeOfEvent(event: FunctionEvent): EventRoute | null {
  if (event.type !== "Api" && event.type !== "HttpApi") return null;
  if (isDefaultEvent(event)) return { method: "GET", anyMethod: true, path: "/$default" };
  const { Path: written, Method: method } = event.properties;
  if (typeof written !== "string" || typeof method !== "string") return null;
  const path = event.type === "HttpApi" && written === "$default" ? "/$default" : written;
  const upper = method.toUpperCase();
  if (anyMethods.has(upper)) return { method: "GET", anyMethod: true, path };
  const known = methods.find((each) => each === upper);
  return known === undefined ? null : { method: known, anyMethod: false, path };
}

/** Whether an event's path begins with a slash, as those of API Gateway do; `$default` needs none. */
export function isAbsolute({ type }: FunctionEvent, { path }: EventRoute): boolean {
  return path.startsWith("/") || (type === "HttpApi" && path === "$default");
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
