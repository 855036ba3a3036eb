import { bodyText, headerValue } from "../../../core/http-message.ts";
import { isJsonObject, isObject, parseJson, type JsonObject } from "../../../core/json.ts";
import type { Exchange } from "../../../core/target.ts";
import { routeKeyOf } from "../../../model/events/route-key.ts";
import {
  defaultHost,
  domainPrefix,
  formatRequestTime,
} from "../../../model/events/rest-proxy-event.ts";
import type { Arrival } from "../accept-request.ts";
import { apiIdentityOf } from "../api-identity.ts";
import { authorizerVariable as valueOfAuthorizer } from "../authorization/authorization.ts";
import { readContextVariable } from "../context-variables.ts";
import type { Journey } from "../journey.ts";
import { stableId } from "../stable-id.ts";
import type { StageOptions } from "../stage-options.ts";
import type { ContextLookUp } from "./format-access-log.ts";

/** A request that is answered, with all that is known of it. */
export interface AccessFacts {
  readonly options: StageOptions;
  readonly arrival: Arrival;
  readonly journey: Journey;
  readonly exchange: Exchange;
}

type Reader = (facts: AccessFacts) => string | null;

/** The `$context` variables of access logs, computed when asked for; `null` for those that are not known here. */
export function accessVariables(facts: AccessFacts): ContextLookUp {
  return (name) => {
    const reader = readers.get(name);
    if (reader !== undefined) return reader(facts);
    if (name.startsWith("identity.")) return readContextVariable(contextOf(facts), name);
    return name.startsWith("authorizer.") ? authorizerVariable(facts, name) : null;
  };
}

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["accountId", ({ options }) => apiIdentityOf(options).accountId],
  ["apiId", ({ options }) => apiIdentityOf(options).apiId],
  ["deploymentId", restOnly(({ options }) => stableId(options.api.document.digest, 6))],
  ["domainName", hostOf],
  ["domainPrefix", (facts) => domainPrefix(hostOf(facts))],
  ["extendedRequestId", ({ arrival }) => arrival.extendedRequestId],
  ["requestId", ({ arrival }) => arrival.requestId],
  ["stage", ({ options }) => options.stageName],
  ["httpMethod", ({ arrival }) => arrival.method],
  ["path", ({ arrival, journey }) => journey.match?.requestPath ?? arrival.request.path],
  ["protocol", () => "HTTP/1.1"],
  [
    "resourceId",
    restOnly(({ journey }) =>
      journey.match === null ? null : stableId(journey.match.route.operation.path, 6),
    ),
  ],
  ["resourcePath", restOnly(({ journey }) => journey.match?.route.resource.resourcePath ?? null)],
  ["routeKey", routeKey],
  ["requestTime", ({ arrival }) => formatRequestTime(arrival.startedAt)],
  ["requestTimeEpoch", ({ arrival }) => String(arrival.startedAt)],
  ["xrayTraceId", restOnly(({ arrival }) => arrival.traceRoot)],
  ["customDomain.basePathMatched", basePath],
  ["status", ({ exchange }) => String(exchange.response.status)],
  ["responseLatency", ({ exchange }) => String(Math.round(exchange.durationMs))],
  ["responseLength", ({ exchange }) => String(exchange.response.body.byteLength)],
  ["identity.sourceIp", ({ arrival }) => arrival.connection.sourceIp],
  [
    "identity.userAgent",
    ({ arrival }) => headerValue(arrival.request.headers, "user-agent") ?? null,
  ],
  // Of a Lambda proxy the status of the call of Lambda, 200 also where the function failed; the other is the function's own.
  ["integrationStatus", statusOfCall],
  ["integration.integrationStatus", statusOfCall],
  ["integration.status", statusOfIntegration],
  ["integrationErrorMessage", integrationError],
  ["integrationLatency", latency],
  ["integration.latency", latency],
  ["error.message", errorMessage],
  [
    "error.messageString",
    (facts) => {
      const message = errorMessage(facts);
      return message === null ? null : JSON.stringify(message);
    },
  ],
  ["error.responseType", ({ journey }) => journey.failure?.type ?? null],
  [
    "error.validationErrorString",
    restOnly(({ journey: { failure } }) =>
      failure?.kind === "gateway-failure" ? failure.validationError : null,
    ),
  ],
]);

function isRest({ options }: AccessFacts): boolean {
  return options.api.resource.kind === "rest";
}

function restOnly(reader: Reader): Reader {
  return (facts) => (isRest(facts) ? reader(facts) : null);
}

function hostOf({ arrival, options }: AccessFacts): string {
  return headerValue(arrival.request.headers, "host") ?? defaultHost(apiIdentityOf(options));
}

function routeKey(facts: AccessFacts): string | null {
  const { match } = facts.journey;
  return match === null || isRest(facts) ? null : routeKeyOf(match.route.operation);
}

function basePath({ arrival }: AccessFacts): string | null {
  return arrival.connection.mapping?.basePath.slice(1) ?? null;
}

function latency({ journey: { invoked } }: AccessFacts): string | null {
  return invoked === null ? null : String(Math.round(invoked.durationMs));
}

function statusOfCall({ journey }: AccessFacts): string | null {
  const { integrationStatus = null, invoked } = journey;
  if (integrationStatus !== null) return String(integrationStatus);
  return invoked === null ? null : "200";
}

function statusOfIntegration({ journey, exchange }: AccessFacts): string | null {
  const { integrationStatus = null } = journey;
  if (integrationStatus !== null) return String(integrationStatus);
  return journey.invoked === null || journey.failure !== null
    ? null
    : String(exchange.response.status);
}

/** HTTP APIs have one message for each status, which is that of the body. */
function errorMessage(facts: AccessFacts): string | null {
  const { failure, response } = facts.journey;
  if (isRest(facts)) return failure?.kind === "gateway-failure" ? failure.message : null;
  if (failure === null) return null;
  const body = parsed(bodyText(response));
  const message = isObject(body) ? body["message"] : undefined;
  return typeof message === "string" ? message : null;
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}

/** Types of failures that are the integration's. */
const integrationFailures: ReadonlySet<string | null> = new Set([
  "INTEGRATION_FAILURE",
  "INTEGRATION_TIMEOUT",
]);

/** Why the answer of an integration of an HTTP API was refused, in the stage's own words. */
function integrationError(facts: AccessFacts): string | null {
  const { failure } = facts.journey;
  if (isRest(facts) || failure === null) return null;
  return integrationFailures.has(failure.type) ? failure.detail : null;
}

/** The request context that the function was given; empty where none was called. */
function contextOf({ journey }: AccessFacts): JsonObject {
  const context: unknown = isObject(journey.event) ? journey.event["requestContext"] : undefined;
  return isJsonObject(context) ? context : {};
}

/** Of an HTTP API the events say who decided: `lambda`, `jwt`; variables do not. */
function authorizerVariable(facts: AccessFacts, name: string): string | null {
  const context = contextOf(facts);
  const found = readContextVariable(context, name);
  if (found !== null) return found;
  const by = (kind: string): string | null =>
    readContextVariable(context, name.replace("authorizer.", `authorizer.${kind}.`));
  const passed = isRest(facts) ? null : (by("lambda") ?? by("jwt"));
  return passed ?? saidVariable(facts.journey, name.slice("authorizer.".length));
}

/** What the authorizer said of a request that no function of a proxy integration got. */
function saidVariable({ failure, match }: Journey, name: string): string | null {
  const denied = failure?.kind === "gateway-failure" ? failure.authorizer : undefined;
  const said = denied ?? match?.authorized.values ?? null;
  return said?.kind === "iam" ? null : valueOfAuthorizer(said, name);
}
