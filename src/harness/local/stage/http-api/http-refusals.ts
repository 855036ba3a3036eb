import { isObject } from "../../../core/json.ts";
import { readPayloadFormat } from "../../../model/events/payload-format.ts";
import type { WiredApi, WiredOperation } from "../../../model/wiring/project-model.ts";
import { authorizationRefusal } from "../authorization/authorization-refusal.ts";
import { integrationRefusal, isSet } from "../find-unemulated.ts";

/** What makes a whole HTTP API unfit for the stage, in words that fit "does not emulate …". */
export function httpApiRefusal({ resource }: WiredApi): string | null {
  const domain = resource.properties["Domain"];
  return isObject(domain) && isSet(domain["MutualTlsAuthentication"])
    ? "mutual TLS (Domain.MutualTlsAuthentication)"
    : null;
}

/** What a route of an HTTP API needs and the stage lacks, in words that fit "does not emulate …". */
export function httpRouteRefusal(wired: WiredOperation): string | null {
  return (
    authorizationRefusal(wired.authorization) ?? integrationRefusal(wired) ?? mappingRefusal(wired)
  );
}

/** An HTTP API changes requests and responses of Lambda integrations too. */
function mappingRefusal({ operation }: WiredOperation): string | null {
  const raw = operation.integration?.raw ?? {};
  const mapped = ["requestParameters", "responseParameters"].find((name) => {
    const value = raw[name];
    return isObject(value) && Object.keys(value).length > 0;
  });
  if (mapped !== undefined) return `parameter mapping (${mapped})`;
  const version = raw["payloadFormatVersion"];
  return readPayloadFormat(version) === null
    ? `payloadFormatVersion ${JSON.stringify(version)}`
    : null;
}
