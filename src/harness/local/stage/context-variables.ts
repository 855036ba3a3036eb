import type { JsonObject } from "../../core/json.ts";
import type { Arrival } from "./accept-request.ts";
import { buildEvent } from "./build-event.ts";
import type { RouteMatch } from "./match-route.ts";
import type { StageContext } from "./stage-context.ts";

/**
 * `$context` of a request to a REST API, as mapping templates and parameter mappings read it: what a proxy
 * event has under `requestContext`, and what only `$context` has.
 *
 * @param more members that later steps know, such as `authorizer`; they win
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
export function contextVariables(
  context: StageContext,
  match: RouteMatch,
  arrival: Arrival,
  more: JsonObject = {},
): JsonObject {
  const { requestContext } = buildEvent(context, match, {
    ...arrival,
    request: { ...arrival.request, body: null },
  });
  return { ...requestContext, xrayTraceId: arrival.traceRoot, ...more };
}

/**
 * The text of a `context.` variable by its dotted name, `null` where it has none; a map has no text.
 *
 * @example readContextVariable({ identity: { sourceIp: "203.0.113.7" } }, "identity.sourceIp") // "203.0.113.7"
 */
export function readContextVariable(context: JsonObject, name: string): string | null {
  let value: unknown = context;
  for (const part of name.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return null;
    value = Reflect.get(value, part);
  }
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}
