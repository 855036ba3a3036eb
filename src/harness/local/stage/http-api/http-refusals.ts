import { isObject } from "../../../core/json.ts";
import { readPayloadFormat } from "../../../model/events/payload-format.ts";
import type { WiredApi, WiredOperation } from "../../../model/wiring/project-model.ts";
import { authorizationRefusal } from "../authorization/authorization-refusal.ts";
import { readParameterMapping, type ParameterMapping } from "./parameter-mapping.ts";
import { integrationRefusal } from "../find-unemulated.ts";
import { isSet } from "../tell-unemulated.ts";
import { readServiceRoute } from "./service-route.ts";

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
    authorizationRefusal(wired.authorization) ??
    integrationRefusal(wired) ??
    kindRefusal(wired) ??
    mappingRefusal(wired)
  );
}

/** What parameters an integration changes; a text says why that is not known. */
export function mappingOf({ operation, integration }: WiredOperation): ParameterMapping | string {
  const raw = settingsOf(integration) ?? operation.integration?.raw;
  const mapping = readParameterMapping(raw ?? {});
  // No source says what becomes of the event's paths.
  return typeof mapping !== "string" &&
    integration.kind !== "http" &&
    mapping.request.some(({ place }) => place === "path")
    ? "parameter mapping of the path of a Lambda integration"
    : mapping;
}

function settingsOf(
  integration: WiredOperation["integration"],
): { readonly [name: string]: unknown } | null {
  if (integration.kind === "http") return integration.settings;
  if (integration.kind !== "service") return null;
  // Its request parameters are the input of its action.
  return { responseParameters: integration.settings["responseParameters"] };
}

function mappingRefusal(wired: WiredOperation): string | null {
  const mapping = mappingOf(wired);
  if (typeof mapping === "string") return mapping;
  const version = wired.operation.integration?.raw["payloadFormatVersion"];
  return readPayloadFormat(version) === null
    ? `payloadFormatVersion ${JSON.stringify(version)}`
    : null;
}

/** What an HTTP API has no integrations for, and what the stage has none for. */
function kindRefusal({ operation, integration }: WiredOperation): string | null {
  switch (integration.kind) {
    case "mock":
    case "lambda-custom":
      return `integrations of type ${operation.integration?.type}, which an HTTP API does not have`;
    case "service": {
      const service = readServiceRoute(integration);
      return typeof service === "string" ? service : null;
    }
    case "http":
      if (!integration.proxy) return "integrations of type http, which an HTTP API does not have";
      return integration.settings["connectionType"] === "VPC_LINK"
        ? "VPC links (connectionType: VPC_LINK)"
        : null;
    default:
      return null;
  }
}
