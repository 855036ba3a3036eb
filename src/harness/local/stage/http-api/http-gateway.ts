import { acceptRequest, type Arrival } from "../accept-request.ts";
import { authorizeRequest } from "../authorization/authorize-request.ts";
import { checkIntegration } from "../check-integration.ts";
import { isFailure, refuseUnemulated, type GatewayFailure } from "../gateway-failure.ts";
import type { Gateway, Journey } from "../journey.ts";
import type { StageOptions } from "../stage-options.ts";
import { admitRequest } from "../usage/admit-request.ts";
import { answerPreflight, isPreflight } from "./answer-preflight.ts";
import { applyCors } from "./apply-cors.ts";
import { callPlaced } from "./call-placed.ts";
import { finishHttpResponse } from "./finish-http-response.ts";
import { resolveHttpStage, type HttpStageContext } from "./http-stage-context.ts";
import { httpSubject } from "./http-subject.ts";
import { limitHttpRequest } from "./limit-http-request.ts";
import { mapPlacedRequest, mapPlacedResponse } from "./map-placed.ts";
import { matchHttpRoute, type HttpPlace } from "./match-http-route.ts";
import { renderHttpFailure } from "./render-http-failure.ts";

/** What answers the requests of an HTTP API. */
export function httpGateway(options: StageOptions): Gateway {
  const context = resolveHttpStage(options);
  return {
    problems: context.problems,
    accept: (request, connection) => {
      const arrival = acceptRequest(options.ports, request, connection);
      // An HTTP API goes by the short id alone, and routes on the method of the request line.
      return { ...arrival, method: request.method, requestId: arrival.extendedRequestId };
    },
    answer: (arrival) => travel(context, arrival),
  };
}

/** A request's life: each step either passes on or stops with a failure, which is answered. */
async function travel(context: HttpStageContext, arrival: Arrival): Promise<Journey> {
  const stop = (
    failure: GatewayFailure,
    match: HttpPlace | null,
    rest?: Partial<Journey>,
  ): Journey => ({
    match,
    event: null,
    invoked: null,
    failure,
    response: finishHttpResponse(arrival, renderHttpFailure(failure)),
    ...rest,
  });
  const early = limitHttpRequest(arrival);
  if (early !== null) return stop(early, null);
  if (context.apiRefusal !== null) return stop(refuseUnemulated(context.apiRefusal), null);
  const matched = matchHttpRoute(context, arrival);
  const admitted = isFailure(matched) ? matched : await admit(context, matched, arrival);
  // A route that takes the preflight asks for its authorizer first (guide: "Configure CORS for HTTP APIs").
  if (!isFailure(matched) && isFailure(admitted)) return stop(admitted, matched);
  const preflight = preflightJourney(context, arrival);
  if (preflight !== null) return preflight;
  if (isFailure(admitted)) return stop(admitted, null);
  const place = admitted;
  const { route } = place;
  const misconfigured = checkIntegration(route);
  if (misconfigured !== null) return stop(misconfigured, place);
  const mapped = mapPlacedRequest(context, place, arrival);
  const called = await callPlaced(context, place, arrival, mapped);
  const { response: raw, ...known } = called;
  if (isFailure(raw)) return stop(raw, place, known);
  const changed = mapPlacedResponse(context, place, arrival, raw);
  const { cors } = context;
  const answered = cors === null ? changed : applyCors(cors, arrival.request, changed);
  const response = finishHttpResponse(arrival, answered);
  return { match: place, ...known, response, failure: null, note: noteOf(place) };
}

/** Refuses what is not emulated, and asks what the route asks of its caller. */
async function admit(
  context: HttpStageContext,
  place: HttpPlace,
  arrival: Arrival,
): Promise<HttpPlace | GatewayFailure> {
  const { refusal, authorization } = place.route;
  if (refusal !== null) return refuseUnemulated(refusal);
  const subject = httpSubject(context, place, arrival);
  const caller = await authorizeRequest(context, authorization, subject);
  if (isFailure(caller)) return caller;
  const authorized = admitRequest(context.usage, place.route.admission, arrival.request, caller);
  return isFailure(authorized) ? authorized : { ...place, authorized };
}

/** With CORS configured, the gateway answers a preflight itself, whatever routes there are. */
function preflightJourney(context: HttpStageContext, arrival: Arrival): Journey | null {
  const { request } = arrival;
  if (context.cors === null || !isPreflight(request)) return null;
  const response = finishHttpResponse(arrival, answerPreflight(context.cors, request));
  const note = "the CORS configuration of the API answers preflight requests";
  return {
    match: null,
    event: null,
    invoked: null,
    response,
    failure: null,
    answeredByGateway: true,
    note,
  };
}

/** What somebody who reads the document may not expect. */
function noteOf({ route }: HttpPlace): string | null {
  return route.ignoredValidator === null
    ? null
    : `an HTTP API validates nothing; the validator "${route.ignoredValidator}" of the document has no effect`;
}
