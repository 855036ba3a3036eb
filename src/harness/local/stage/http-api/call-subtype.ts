import { bodyText, type HeaderLine } from "../../../core/http-message.ts";
import type { Arrival } from "../accept-request.ts";
import type { UnfinishedResponse } from "../finish-response.ts";
import { failGateway, isFailure, type GatewayFailure } from "../gateway-failure.ts";
import { sendToService } from "../integrations/send-to-service.ts";
import { isSendable } from "../merge-headers.ts";
import type { HttpStageContext } from "./http-stage-context.ts";
import { requestSource } from "./map-placed.ts";
import { mappingText } from "./mapping-values.ts";
import type { HttpPlace } from "./match-http-route.ts";
import type { ServiceRoute } from "./service-route.ts";
import { ParameterFault, subtypeRequest } from "./subtype-request.ts";

/** Not handed on: they belong to a connection, or are set anew. */
const ownOfConnection: ReadonlySet<string> = new Set([
  "apigw-requestid",
  "connection",
  "content-length",
  "date",
  "keep-alive",
  "server",
  "transfer-encoding",
]);

/**
 * Calls the service action behind a route. A parameter that comes to nothing is 400, required or not; an error
 * of the service is 500 (both recorded of Kinesis-PutRecord); its other answers go to the client as they are.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
 */
export async function callSubtype(
  context: HttpStageContext,
  place: HttpPlace,
  arrival: Arrival,
  { subtype, parameters }: ServiceRoute,
): Promise<UnfinishedResponse | GatewayFailure> {
  const { name, service } = subtype;
  const source = requestSource(context, place, arrival);
  const values = new Map<string, string>();
  for (const [key, written] of parameters) {
    const value = mappingText(written, source) ?? "";
    if (value === "") return refuse(`${key} of ${name} comes to nothing (${written})`);
    values.set(key, value);
  }
  const answer = await send();
  if (isFailure(answer)) return answer;
  const { status, headers, body } = answer;
  if (status < 200 || status > 299) {
    const detail = `${name} answered with ${status}: ${bodyText(answer).slice(0, 500)}`;
    return failGateway("INTEGRATION_FAILURE", { status: 500, detail });
  }
  const lines = headers.flatMap(([key, value]): readonly HeaderLine[] => {
    const lower = key.toLowerCase();
    return ownOfConnection.has(lower) || !isSendable(lower, value) ? [] : [[lower, value]];
  });
  return { status, headers: lines, body };

  async function send() {
    try {
      return await sendToService(context, arrival, {
        name,
        service,
        region: values.get("Region"),
        timeoutMs: place.route.integrationTimeoutMs,
        request: (endpoint) => subtypeRequest(subtype, values, endpoint),
      });
    } catch (error) {
      if (error instanceof ParameterFault) return refuse(`${name}: ${error.message}`);
      throw error;
    }
  }
}

function refuse(detail: string): GatewayFailure {
  return failGateway("BAD_REQUEST_PARAMETERS", { detail });
}
