import { headerValue, headerValues } from "../../core/http-message.ts";
import { decodeQuery } from "../../model/events/query-parameters.ts";
import {
  defaultHost,
  domainPrefix,
  formatRequestTime,
} from "../../model/events/rest-proxy-event.ts";
import type { Arrival } from "./accept-request.ts";
import { authorizerVariable } from "./authorization/authorization.ts";
import type { CustomisableFailure } from "./gateway-failure.ts";
import type { RouteMatch } from "./match-route.ts";
import type { StageContext } from "./stage-context.ts";

/** The value of a variable such as `context.error.message`; `null` when there is none. */
export type VariableLookUp = (name: string) => string | null;

const variable =
  /\$(?:\{((?:context|stageVariables|method\.request)\.[\w.-]+)\}|((?:context|stageVariables|method\.request)(?:\.[\w-]+)+))/gu;

/**
 * Fills a gateway response template. It is no VTL: variables are replaced, everything else stays,
 * and a variable without a value leaves nothing.
 */
export function substitute(template: string, lookUp: VariableLookUp): string {
  return template.replaceAll(
    variable,
    (_match: string, braced: string | undefined, plain: string | undefined) =>
      lookUp(braced ?? plain ?? "") ?? "",
  );
}

/** Reads a response parameter: `'static'` in single quotes, or the name of a variable. */
export function readExpression(expression: string, lookUp: VariableLookUp): string | null {
  const fixed = /^'(.*)'$/su.exec(expression);
  return fixed === null ? lookUp(expression) : (fixed[1] ?? "");
}

/** The variables gateway responses may use, computed when asked for. */
export function gatewayVariables(
  context: StageContext,
  arrival: Arrival,
  match: RouteMatch | null,
  failure: CustomisableFailure,
): VariableLookUp {
  return (name) => {
    if (name.startsWith("context.error.")) return errorVariable(name.slice(14), failure);
    if (name.startsWith("context.authorizer.")) {
      return authorizerVariable(
        failure.authorizer ?? match?.authorized.values ?? null,
        name.slice(19),
      );
    }
    if (name.startsWith("context."))
      return contextVariable(name.slice(8), context, arrival, match) ?? null;
    if (name.startsWith("stageVariables.")) {
      return ownText(context.api.stageVariables, name.slice(15));
    }
    return requestVariable(name, arrival, match);
  };
}

/** A member that is the map's own: `constructor` is no variable of anybody's. */
function ownText(values: Readonly<Record<string, string>> | null, name: string): string | null {
  return values !== null && Object.hasOwn(values, name) ? (values[name] ?? null) : null;
}

function errorVariable(name: string, failure: CustomisableFailure): string | null {
  switch (name) {
    case "message":
      return failure.message;
    case "messageString":
      return JSON.stringify(failure.message);
    case "responseType":
      return failure.type;
    case "validationErrorString":
      return failure.validationError;
    default:
      return null;
  }
}

type ContextReader = (
  context: StageContext,
  arrival: Arrival,
  match: RouteMatch | null,
) => string | null;

function hostOf(context: StageContext, arrival: Arrival): string {
  return headerValue(arrival.request.headers, "host") ?? defaultHost(context.api);
}

const contextReaders: ReadonlyMap<string, ContextReader> = new Map<string, ContextReader>([
  ["accountId", ({ api }) => api.accountId],
  ["apiId", ({ api }) => api.apiId],
  ["deploymentId", ({ api }) => api.deploymentId],
  ["domainName", hostOf],
  ["domainPrefix", (context, arrival) => domainPrefix(hostOf(context, arrival))],
  ["extendedRequestId", (_context, arrival) => arrival.extendedRequestId],
  ["httpMethod", (_context, arrival) => arrival.method],
  ["identity.sourceIp", (_context, arrival) => arrival.connection.sourceIp],
  [
    "identity.userAgent",
    (_context, arrival) => headerValue(arrival.request.headers, "user-agent") ?? null,
  ],
  ["path", (_context, arrival, match) => match?.requestPath ?? arrival.request.path],
  ["protocol", () => "HTTP/1.1"],
  ["requestId", (_context, arrival) => arrival.requestId],
  ["requestTime", (_context, arrival) => formatRequestTime(arrival.startedAt)],
  ["requestTimeEpoch", (_context, arrival) => String(arrival.startedAt)],
  ["resourceId", (_context, _arrival, match) => match?.route.resource.resourceId ?? null],
  ["resourcePath", (_context, _arrival, match) => match?.route.resource.resourcePath ?? null],
  ["stage", ({ api }) => api.stage],
]);

/** `$context.NAME`; `null` where it has no value, `undefined` where the stage does not know it. */
export function contextVariable(
  name: string,
  context: StageContext,
  arrival: Arrival,
  match: RouteMatch | null,
): string | null | undefined {
  return contextReaders.get(name)?.(context, arrival, match);
}

function requestVariable(name: string, arrival: Arrival, match: RouteMatch | null): string | null {
  const parts = /^method\.request\.(header|multivalueheader|querystring|path)\.(.+)$/u.exec(name);
  if (parts === null) return null;
  const [, place, key = ""] = parts;
  const { headers, query } = arrival.request;
  if (place === "header") return headerValue(headers, key) ?? null;
  if (place === "path") return ownText(match?.pathParameters ?? null, key);
  if (place === "querystring") return ownText(decodeQuery(query).single, key);
  const values = headerValues(headers, key);
  return values.length === 0 ? null : values.join(",");
}
