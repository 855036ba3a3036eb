import { headerValue, type HeaderLine, type HttpResponse } from "../../../core/http-message.ts";
import { percentEncode } from "../../../model/events/query-parameters.ts";
import type { Arrival } from "../accept-request.ts";
import { failGateway, refuseUnemulated, type GatewayFailure } from "../gateway-failure.ts";
import { traceHeaderOf } from "../invoke-function.ts";
import type { StageContext } from "../stage-context.ts";
import type { ServiceIntegration } from "./integration.ts";
import type { IntegrationRequest } from "./map-request.ts";
import { sendRequest } from "./send-request.ts";
import { signRequest } from "./sign-request.ts";

/** Services whose actions go by `X-Amz-Target` and take JSON: prefix and version of the media type. */
const targets: Readonly<Record<string, readonly [prefix: string, json: "1.0" | "1.1"]>> = {
  dynamodb: ["DynamoDB_20120810", "1.0"],
  "streams.dynamodb": ["DynamoDBStreams_20120810", "1.0"],
  states: ["AWSStepFunctions", "1.0"],
  events: ["AWSEvents", "1.1"],
  kinesis: ["Kinesis_20131202", "1.1"],
  firehose: ["Firehose_20150804", "1.1"],
  logs: ["Logs_20140328", "1.1"],
  ssm: ["AmazonSSM", "1.1"],
  secretsmanager: ["secretsmanager", "1.1"],
  "cognito-idp": ["AWSCognitoIdentityProviderService", "1.1"],
};

/** What the call of a service integration needs of a stage. */
export type ServiceSetting = Pick<StageContext, "api" | "awsEndpoint" | "startTimer" | "clock">;

/** `dynamodb:PutItem`, for messages. */
export function nameOfCall({ service, way, target }: ServiceIntegration): string {
  return way === "action"
    ? `${service}:${target.replace(/[&?].*$/su, "")}`
    : `${service}:${target}`;
}

/**
 * Calls an AWS service at the local endpoint, signed as an SDK client signs. What the endpoint does not
 * implement is refused by the stage as well.
 */
export async function callService(
  setting: ServiceSetting,
  integration: ServiceIntegration,
  arrival: Arrival,
  { sent, timeoutMs }: { readonly sent: IntegrationRequest; readonly timeoutMs: number },
): Promise<HttpResponse | GatewayFailure> {
  const { api, awsEndpoint, startTimer } = setting;
  const name = nameOfCall(integration);
  if (awsEndpoint === null) return refuseUnemulated(`the service integration ${name}`);
  const request = serviceRequest(integration, sent, awsEndpoint);
  const signed = await signRequest(awsEndpoint, request, {
    region: api.region,
    service: integration.service === "streams.dynamodb" ? "dynamodb" : integration.service,
    now: setting.clock.now(),
  });
  const traced: readonly HeaderLine[] = [...signed, ["X-Amzn-Trace-Id", traceHeaderOf(arrival)]];
  const late = Promise.withResolvers<GatewayFailure>();
  const abort = new AbortController();
  const cancel = startTimer(timeoutMs, () => {
    const detail = `${name} did not answer within ${timeoutMs} ms, the integration timeout`;
    late.resolve(failGateway("INTEGRATION_TIMEOUT", { detail }));
    abort.abort();
  });
  try {
    const sending = sendRequest(awsEndpoint, { ...request, headers: traced }, abort.signal);
    const answer = await Promise.race([sending, late.promise]);
    if ("reason" in answer) {
      const detail = `${name}: ${answer.reason}`;
      return failGateway("INTEGRATION_FAILURE", { status: 500, detail });
    }
    return answer.status === 501 ? refuseUnemulated(`the service integration ${name}`) : answer;
  } finally {
    cancel();
  }
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
  const json = targets[service];
  const [action = "", ...ownQuery] = way === "action" ? target.split(/[&?]/u) : [""];
  if (way === "action" && json !== undefined) {
    put("X-Amz-Target", `${json[0]}.${action}`);
    put("Content-Type", `application/x-amz-json-${json[1]}`);
  } else put("Content-Type", "application/json");
  for (const [name, [value]] of parameters.header) {
    if (value !== undefined && name.toLowerCase() !== "host") put(name, value);
  }
  // The JSON protocol takes no other media type than its own.
  if (way === "action" && json !== undefined)
    put("Content-Type", `application/x-amz-json-${json[1]}`);
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
