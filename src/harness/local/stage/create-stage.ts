import type { HttpRequest } from "../../core/http-message.ts";
import type { Problem } from "../../core/problem.ts";
import type { Exchange, Trace } from "../../core/target.ts";
import { acceptRequest, type Arrival } from "./accept-request.ts";
import { accessVariables, type AccessFacts } from "./access-log/access-variables.ts";
import { admitCaller } from "./admit-caller.ts";
import { buildEvent } from "./build-event.ts";
import { compareValidators } from "./compare-validators.ts";
import { chooseDeployment } from "./choose-deployment.ts";
import { checkIntegration } from "./check-integration.ts";
import { finishResponse } from "./finish-response.ts";
import { isFailure, refuseUnemulated, type GatewayFailure } from "./gateway-failure.ts";
import { httpGateway } from "./http-api/http-gateway.ts";
import { callIntegration } from "./integrations/call-integration.ts";
import { invokeFunction } from "./invoke-function.ts";
import type { Gateway, Journey } from "./journey.ts";
import { limitRequest } from "./limit-request.ts";
import { listen, type ListenOptions, type StageServer } from "./listen.ts";
import { mapResponse } from "./map-response.ts";
import { matchRoute, type RouteMatch } from "./match-route.ts";
import { renderGatewayResponse } from "./render-gateway-response.ts";
import { createResetHooks } from "./reset-hooks.ts";
import { resolveStage, type StageContext } from "./stage-context.ts";
import type { StageConnection, StageOptions } from "./stage-options.ts";
import { staticNote } from "./static-files.ts";
import { streamFunction } from "./stream-function.ts";
import { validateRequest } from "./validate-request.ts";

/** An API Gateway stage on this machine. */
export interface Stage {
  readonly name: string;
  /** What the stage does not emulate of the API, and resources API Gateway would refuse. */
  readonly problems: readonly Problem[];
  /**
   * Answers a request in process. The path may carry the stage's prefix or leave it out, unless the
   * stage is strict. Never rejects for what a client or a function does.
   */
  handle(request: HttpRequest, connection: StageConnection): Promise<Exchange>;
  /** Serves the stage over HTTP on loopback. Rejects with `LockstepError` (`stage/port-in-use`, …). */
  listen(options: ListenOptions): Promise<StageServer>;
  /** Clears what the stage keeps between requests: for the time between two tests. */
  reset(): Promise<void>;
}

/**
 * Sets up a stage of a REST API or of an HTTP API.
 *
 * @example
 * const stage = createStage({ api, stageName: "dev", stageVariables: {}, schemas, invoker, ports });
 * const { response, trace } = await stage.handle(request, { sourceIp: "127.0.0.1" });
 */
export function createStage(given: StageOptions): Stage {
  const hooks = createResetHooks();
  const options = { ...given, ports: { ...given.ports, onReset: hooks.onReset } };
  const { clock } = options.ports;
  const gateway =
    options.api.resource.kind === "http" ? httpGateway(options) : restGateway(options);
  const handle = async (request: HttpRequest, connection: StageConnection): Promise<Exchange> => {
    const arrival = gateway.accept(request, pretend(options, connection));
    const journey = await answerUnrouted(options, arrival, await gateway.answer(arrival));
    const exchange: Exchange = {
      request,
      response: journey.response,
      trace: traceOf(options, arrival, journey),
      durationMs: clock.now() - arrival.startedAt,
    };
    options.onExchange?.(exchange, journey.match?.route.operation ?? null);
    if (options.accessLog !== undefined)
      logAccess(options.accessLog, { options, arrival, journey, exchange });
    return exchange;
  };
  return {
    name: options.stageName,
    problems: gateway.problems,
    handle,
    listen: (where) => listen(options.stageName, handle, where),
    reset: () => hooks.run(),
  };
}

/** A caller of this machine may be given the address of another. */
function pretend({ sourceIp }: StageOptions, connection: StageConnection): StageConnection {
  return sourceIp === undefined || sourceIp === null ? connection : { ...connection, sourceIp };
}

/** Where the gateway knows no such route, a file may answer, below the base path of a domain. */
async function answerUnrouted(
  { unrouted }: StageOptions,
  { request, connection }: Arrival,
  journey: Journey,
): Promise<Journey> {
  const { status } = journey.response;
  if (journey.match !== null || (status !== 403 && status !== 404)) return journey;
  const path = request.path.slice(connection.mapping?.basePath.length ?? 0);
  const response = (await unrouted?.({ ...request, path })) ?? null;
  if (response === null) return journey;
  return { ...journey, failure: null, answeredByGateway: true, note: staticNote, response };
}

function restGateway(options: StageOptions): Gateway {
  const context = resolveStage(options);
  return {
    problems: context.problems,
    accept: (request, connection) => acceptRequest(context, request, connection),
    answer: (arrival) => travel(context, arrival),
  };
}

/** A request's life: each step either passes on or stops with a failure, which is answered. */
async function travel(stage: StageContext, arrival: Arrival): Promise<Journey> {
  const context = chooseDeployment(stage);
  const stop = (
    failure: GatewayFailure,
    match: RouteMatch | null,
    rest?: Partial<Journey>,
  ): Journey => ({
    match,
    event: null,
    invoked: null,
    failure,
    broken: null,
    disagreement: null,
    response: finishResponse(arrival, renderGatewayResponse(context, arrival, match, failure), []),
    ...rest,
  });
  const early = limitRequest(arrival);
  if (early !== null) return stop(early, null);
  if (context.apiRefusal !== null) return stop(refuseUnemulated(context.apiRefusal), null);
  const matched = matchRoute(context, arrival);
  if (isFailure(matched)) return stop(matched, null);
  if (matched.route.refusal !== null) {
    return stop(refuseUnemulated(matched.route.refusal), matched);
  }
  const authorized = await admitCaller(context, matched, arrival);
  if (isFailure(authorized)) return stop(authorized, matched);
  const match = { ...matched, authorized };
  const invalid = validateRequest(match, arrival);
  const disagreement = compareValidators(context, match, arrival, invalid);
  const refused = invalid ?? checkIntegration(match.route);
  if (refused !== null) return stop(refused, match, { disagreement });
  const { integration } = match.route;
  if (integration.kind !== "lambda-proxy") {
    const called = await callIntegration(context, match, arrival, integration);
    const { response: answer, added, ...known } = called;
    if (isFailure(answer)) return stop(answer, match, { ...known, disagreement });
    const response = finishResponse(arrival, answer, added);
    return { match, ...known, response, failure: null, disagreement, broken: null };
  }
  const event = buildEvent(context, match, arrival);
  if (match.route.streams) {
    const streamed = await streamFunction(context, match.route, arrival, event);
    const { result: invoked, response } = streamed;
    if (response === null) return stop(streamed.failure, match, { event, invoked, disagreement });
    const { broken } = streamed;
    return { match, event, invoked, response, failure: null, disagreement, broken };
  }
  const outcome = await invokeFunction(context, match.route, arrival, event);
  const invoked = outcome.result;
  if (outcome.failure !== null)
    return stop(outcome.failure, match, { event, invoked, disagreement });
  const mapped = mapResponse(context, arrival, outcome.result.payload);
  if (isFailure(mapped)) return stop(mapped, match, { event, invoked, disagreement });
  const response = finishResponse(arrival, mapped, [["X-Amzn-Trace-Id", outcome.traceHeader]]);
  return { match, event, invoked, response, failure: null, disagreement, broken: null };
}

/** The authorizer's lines first: it was asked first. */
function logsOf({ authorizerLogs }: Arrival, invoked: Journey["invoked"]): Trace["logs"] {
  const own = invoked?.logs ?? [];
  return authorizerLogs.length === 0 ? own : [...authorizerLogs, ...own];
}

function traceOf(options: StageOptions, arrival: Arrival, journey: Journey): Trace {
  const { match, invoked, failure } = journey;
  return {
    requestId: arrival.requestId,
    answeredBy: failure === null && journey.answeredByGateway !== true ? "function" : "gateway",
    gatewayResponseType: failure?.type ?? null,
    gatewayDetail: failure?.detail ?? journey.broken ?? journey.note ?? null,
    disagreement: journey.disagreement ?? null,
    functionId: journey.event === null ? null : (match?.route.functionId ?? null),
    event: journey.event,
    functionResult: invoked?.payload ?? null,
    failure: invoked?.failure ?? null,
    logs: logsOf(arrival, invoked),
    awsCalls: options.awsCallsOf?.(arrival.traceRoot) ?? "cannot-tell",
  };
}

function logAccess(write: NonNullable<StageOptions["accessLog"]>, facts: AccessFacts): void {
  const { arrival, journey, exchange } = facts;
  write({
    requestId: arrival.requestId,
    sourceIp: arrival.connection.sourceIp,
    method: arrival.method,
    path: journey.match?.requestPath ?? arrival.request.path,
    resourcePath: journey.match?.route.resource.resourcePath ?? null,
    status: exchange.response.status,
    responseLength: exchange.response.body.byteLength,
    durationMs: exchange.durationMs,
    variable: accessVariables(facts),
  });
}
