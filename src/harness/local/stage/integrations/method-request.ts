import { headerValue } from "../../../core/http-message.ts";
import type { JsonObject } from "../../../core/json.ts";
import type { Arrival } from "../accept-request.ts";
import { buildEvent } from "../build-event.ts";
import { contextVariables } from "../context-variables.ts";
import type { RouteMatch } from "../match-route.ts";
import type { TemplateParameters } from "../mapping-template/input-variable.ts";
import type { StageContext } from "../stage-context.ts";

/** A request as the mappings of its integration read it: `method.request.…`, `context.…`. */
export interface MethodRequest {
  /** Decoded; of several values the last. */
  readonly parameters: TemplateParameters;
  readonly multiValueHeaders: Readonly<Record<string, readonly string[]>>;
  readonly multiValueQuery: Readonly<Record<string, readonly string[]>>;
  readonly body: Uint8Array;
  readonly contentType: string | undefined;
  readonly accept: string | undefined;
  readonly context: JsonObject;
  readonly stageVariables: Readonly<Record<string, string>>;
}

/** Reads a routed request for its mappings. Parameters of the path are decoded (guide). */
export function methodRequest(
  context: StageContext,
  match: RouteMatch,
  arrival: Arrival,
): MethodRequest {
  const { request } = arrival;
  const event = buildEvent(context, match, { ...arrival, request: { ...request, body: null } });
  const path = Object.fromEntries(
    Object.entries(event.pathParameters ?? {}).map(([name, value]) => [name, decode(value)]),
  );
  return {
    parameters: { path, querystring: event.queryStringParameters ?? {}, header: event.headers },
    multiValueHeaders: event.multiValueHeaders,
    multiValueQuery: event.multiValueQueryStringParameters ?? {},
    body: request.body ?? new Uint8Array(0),
    contentType: headerValue(request.headers, "content-type"),
    accept: headerValue(request.headers, "accept"),
    context: contextVariables(context, match, arrival),
    stageVariables: context.api.stageVariables ?? {},
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
