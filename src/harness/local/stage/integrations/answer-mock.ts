import { isObject, parseJson } from "../../../core/json.ts";
import { failGateway, type GatewayFailure } from "../gateway-failure.ts";
import type { IntegrationAnswer } from "./map-integration-response.ts";
import type { IntegrationRequest } from "./map-request.ts";

/**
 * Answers a mock integration: the status its request template gives chooses the response, whose template
 * alone makes the body. Without a whole number for a status it is 500 (recorded).
 */
export function answerMock({ body }: IntegrationRequest): IntegrationAnswer | GatewayFailure {
  const status = statusIn(Buffer.from(body).toString("utf8"));
  if (status === null) {
    const detail = "the request template of the mock integration gives no statusCode";
    return failGateway("API_CONFIGURATION_ERROR", { detail });
  }
  return { selects: String(status), headers: [], body: new Uint8Array(0), contentType: undefined };
}

function statusIn(text: string): number | null {
  // Keys without quotes are accepted: `{statusCode: 200}` (recorded).
  const value = read(text) ?? read(text.replaceAll(/([{,]\s*)'?([A-Za-z_]\w*)'?\s*:/g, '$1"$2":'));
  const status = isObject(value) ? value["statusCode"] : undefined;
  return typeof status === "number" && Number.isInteger(status) ? status : null;
}

function read(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
