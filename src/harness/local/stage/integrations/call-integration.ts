import type { InvocationResult } from "../../../core/function-invoker.ts";
import type { HeaderLine } from "../../../core/http-message.ts";
import type { JsonValue } from "../../../core/json.ts";
import type { Arrival } from "../accept-request.ts";
import type { UnfinishedResponse } from "../finish-response.ts";
import { isFailure, type GatewayFailure } from "../gateway-failure.ts";
import { traceHeaderOf } from "../invoke-function.ts";
import type { RouteMatch } from "../match-route.ts";
import type { StageContext } from "../stage-context.ts";
import { answerMock } from "./answer-mock.ts";
import { callHttp } from "./call-http.ts";
import { callLambda } from "./call-lambda.ts";
import { callService, contentTypeOf } from "./call-service.ts";
import { httpHeaders } from "./http-headers.ts";
import type { HttpProxyIntegration, Integration } from "./integration.ts";
import { mapIntegrationResponse, type IntegrationAnswer } from "./map-integration-response.ts";
import { mapParameters, mapRequest, type IntegrationRequest } from "./map-request.ts";
import { methodRequest, type MethodRequest } from "./method-request.ts";
import { encodePairs, mergeQuery } from "./merge-query.ts";
import { mapProxyResponse } from "./map-proxy-response.ts";

/** What came of an integration. */
export interface IntegrationResult {
  readonly event: JsonValue;
  readonly invoked: InvocationResult | null;
  /** Of a function it is that of its invocation, 200; `null` where nothing answered. */
  readonly integrationStatus: number | null;
  readonly response: UnfinishedResponse | GatewayFailure;
  /** Headers the gateway adds for integrations of this kind. */
  readonly added: readonly HeaderLine[];
}

/** Every integration but Lambda proxies, which have steps of their own. */
export type OtherIntegration = Exclude<Integration, { readonly kind: "lambda-proxy" }>;

/** Answers a routed request by its integration: mock, server, AWS service or custom Lambda function. */
export async function callIntegration(
  context: StageContext,
  match: RouteMatch,
  arrival: Arrival,
  integration: OtherIntegration,
): Promise<IntegrationResult> {
  const request = methodRequest(context, match, arrival);
  // Recorded: `aws` and `http` answer with the trace's header, `mock` and `http_proxy` without.
  const isTraced = integration.kind !== "mock" && integration.kind !== "http-proxy";
  const added: readonly HeaderLine[] = isTraced
    ? [["X-Amzn-Trace-Id", traceHeaderOf(arrival)]]
    : [];
  if (integration.kind === "http-proxy") {
    const response = await callProxy(context, match, arrival, { integration, request });
    const integrationStatus = isFailure(response) ? null : response.status;
    return { event: null, invoked: null, integrationStatus, response, added };
  }
  const sent = mapRequest(context, integration, request);
  if (isFailure(sent))
    return { event: null, invoked: null, integrationStatus: null, response: sent, added };
  const called = await call(context, match, arrival, { integration, request, sent });
  const { event = null, invoked = null, answer } = called;
  const response = isFailure(answer)
    ? answer
    : mapIntegrationResponse({ context, mapped: integration, request, sent }, answer);
  const integrationStatus = called.status ?? (invoked === null ? null : 200);
  return { event, invoked, integrationStatus, response, added };
}

interface Called {
  readonly event?: JsonValue;
  readonly invoked?: InvocationResult | null;
  /** Of a server or a service. */
  readonly status?: number;
  readonly answer: IntegrationAnswer | GatewayFailure;
}

interface Calling {
  readonly integration: Exclude<OtherIntegration, HttpProxyIntegration>;
  readonly request: MethodRequest;
  readonly sent: IntegrationRequest;
}

async function call(
  context: StageContext,
  { route }: RouteMatch,
  arrival: Arrival,
  { integration, request, sent }: Calling,
): Promise<Called> {
  const timeoutMs = route.integrationTimeoutMs;
  if (integration.kind === "mock") return { answer: answerMock(sent) };
  if (integration.kind === "lambda-custom") {
    const { functionId } = integration;
    return callLambda(context, { functionId, integrationTimeoutMs: timeoutMs }, arrival, sent);
  }
  const answer =
    integration.kind === "service"
      ? await callService(context, integration, arrival, { sent, timeoutMs })
      : await callHttp(context, arrival, {
          place: integration,
          timeoutMs,
          path: sent.parameters.path,
          query: encodePairs(sent.parameters.querystring),
          headers: httpHeaders({
            api: context.api,
            arrival,
            request,
            proxy: false,
            mapped: sent.parameters.header,
          }),
          body: sent.body,
        });
  if (isFailure(answer)) return { answer };
  const { status, headers, body } = answer;
  const contentType = contentTypeOf(answer);
  return { status, answer: { selects: String(status), headers, body, contentType } };
}

async function callProxy(
  context: StageContext,
  { route }: RouteMatch,
  arrival: Arrival,
  {
    integration,
    request,
  }: { readonly integration: HttpProxyIntegration; readonly request: MethodRequest },
): Promise<UnfinishedResponse | GatewayFailure> {
  const parameters = mapParameters(integration.requestParameters, request);
  if (isFailure(parameters)) return parameters;
  const answer = await callHttp(context, arrival, {
    place: integration,
    timeoutMs: route.integrationTimeoutMs,
    path: parameters.path,
    query: mergeQuery(arrival.request.query, parameters.querystring),
    headers: httpHeaders({
      api: context.api,
      arrival,
      request,
      proxy: true,
      mapped: parameters.header,
    }),
    body: request.body,
  });
  return isFailure(answer) ? answer : mapProxyResponse(answer);
}
