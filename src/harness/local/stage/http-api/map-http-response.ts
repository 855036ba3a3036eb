import type { JsonValue } from "../../../core/json.ts";
import { readHttpApiResult } from "../../../model/events/http-api-result.ts";
import type { UnfinishedResponse } from "../finish-response.ts";
import { failGateway, type GatewayFailure } from "../gateway-failure.ts";
import type { HttpRoute } from "./http-route.ts";

/**
 * Reads what the function of a Lambda integration returned, by the rules of its payload format. A
 * malformed result is 500, with the reason in the failure's detail.
 */
export function mapHttpResponse(
  { format }: HttpRoute,
  result: JsonValue,
): UnfinishedResponse | GatewayFailure {
  const read = readHttpApiResult(result, format);
  if (read.kind === "response") return read.response;
  return failGateway("INTEGRATION_FAILURE", {
    detail: `the function's result is malformed: ${read.reason}`,
  });
}
