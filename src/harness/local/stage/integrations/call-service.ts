import { headerValue, type HeaderLine, type HttpResponse } from "../../../core/http-message.ts";
import { percentEncode } from "../../../model/events/query-parameters.ts";
import type { Arrival } from "../accept-request.ts";
import type { GatewayFailure } from "../gateway-failure.ts";
import { isNeverSent } from "./http-headers.ts";
import type { ServiceIntegration } from "./integration.ts";
import { jsonTargets } from "./json-targets.ts";
import type { IntegrationRequest } from "./map-request.ts";
import { sendToService, type ServiceSetting } from "./send-to-service.ts";

/** `dynamodb:PutItem`, for messages. */
export function nameOfCall({ service, way, target }: ServiceIntegration): string {
  return way === "action"
    ? `${service}:${target.replace(/[&?].*$/su, "")}`
    : `${service}:${target}`;
}

/** Calls the AWS service behind an integration of a REST API at the local endpoint. */
export function callService(
  setting: ServiceSetting,
  integration: ServiceIntegration,
  arrival: Arrival,
  { sent, timeoutMs }: { readonly sent: IntegrationRequest; readonly timeoutMs: number },
): Promise<HttpResponse | GatewayFailure> {
  const { service } = integration;
  return sendToService(setting, arrival, {
    name: nameOfCall(integration),
    service: service === "streams.dynamodb" ? "dynamodb" : service,
    timeoutMs,
    request: (endpoint) => serviceRequest(integration, sent, endpoint),
  });
}

/** The request as the service takes it: `X-Amz-Target` and JSON, the query protocol, or a path. */
function serviceRequest(
  { service, way, target, httpMethod }: ServiceIntegration,
  { parameters, body }: IntegrationRequest,
  endpoint: string,
) {
  const headers = new Map<string, HeaderLine>([["host", ["Host", new URL(endpoint).host]]]);
  const put = (name: string, value: string): void => {
    headers.set(name.toLowerCase(), [name, value]);
  };
  const json = way === "action" ? jsonTargets[service] : undefined;
  const [action = "", ...ownQuery] = way === "action" ? target.split(/[&?]/u) : [""];
  // Asked so, services of the query protocol answer with JSON (recorded of SQS).
  put("Accept", "application/json");
  if (json !== undefined) put("X-Amz-Target", `${json.prefix}.${action}`);
  else put("Content-Type", "application/json");
  for (const [name, [value]] of parameters.header) {
    const isOwn = name.toLowerCase() === "host" || isNeverSent(name);
    if (value !== undefined && !isOwn) put(name, value);
  }
  // The JSON protocol takes no other media type than its own.
  if (json !== undefined) put("Content-Type", `application/x-amz-json-${json.version}`);
  const query = [...ownQuery];
  if (way === "action" && json === undefined) query.unshift(`Action=${percentEncode(action)}`);
  for (const [name, values] of parameters.querystring) {
    for (const value of values) query.push(`${percentEncode(name)}=${percentEncode(value)}`);
  }
  const [ownPath = "", pathQuery] = way === "path" ? target.split("?", 2) : [""];
  if (pathQuery !== undefined) query.unshift(pathQuery);
  const path = ownPath.replaceAll(/\{([\w.-]+)\+?\}/gu, (whole, name: string) => {
    const value = parameters.path.get(name);
    return value === undefined ? whole : value.split("/").map(percentEncode).join("/");
  });
  const isBodiless = body.byteLength === 0 || httpMethod === "GET";
  if (!isBodiless) put("Content-Length", String(body.byteLength));
  return {
    method: httpMethod,
    path: `/${path.replace(/^\/+/u, "")}`,
    query: query.join("&"),
    headers: [...headers.values()],
    body: isBodiless ? null : body,
  };
}

/** The media type of an answer. */
export function contentTypeOf({ headers }: HttpResponse): string | undefined {
  return headerValue(headers, "content-type");
}
