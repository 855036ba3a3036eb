import { headerValue, type HttpRequest } from "../../../core/http-message.ts";
import { failGateway, type GatewayFailure } from "../gateway-failure.ts";
import type { StageApiKey } from "./api-keys.ts";

/** Where an API takes the keys of its clients from (`x-amazon-apigateway-api-key-source`). */
export type ApiKeyPlace = "HEADER" | "AUTHORIZER";

/**
 * Looks for the key a method requires: in `x-api-key`, or in what the authorizer gave as `usageIdentifierKey`. A key
 * that is missing, unknown, disabled or without a plan for the stage is answered with 403.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-key-source.html
 */
export function checkApiKey(
  keys: readonly StageApiKey[],
  place: ApiKeyPlace,
  request: HttpRequest,
  usageIdentifierKey: string | null,
): StageApiKey | GatewayFailure {
  const value =
    place === "AUTHORIZER"
      ? usageIdentifierKey
      : (headerValue(request.headers, "x-api-key") ?? null);
  if (value === null || value === "") {
    const where =
      place === "AUTHORIZER"
        ? "the authorizer gave no usageIdentifierKey"
        : "the request has no header x-api-key";
    return forbidden(`the method requires an API key, and ${where}`);
  }
  const known = keys.filter((key) => key.value === value);
  const usable = known.find(({ enabled }) => enabled);
  if (usable !== undefined) return usable;
  return forbidden(
    known[0] === undefined
      ? "no usage plan of the stage has the API key"
      : `the API key ${known[0].name} is not enabled`,
  );
}

function forbidden(detail: string): GatewayFailure {
  return failGateway("INVALID_API_KEY", { detail });
}
