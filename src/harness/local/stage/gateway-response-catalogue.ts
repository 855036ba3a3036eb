import { isObject } from "../../core/json.ts";
import type { GatewayResponseObject } from "../../model/openapi/api-document.ts";
import type { WiredApi } from "../../model/wiring/project-model.ts";
import {
  gatewayResponseTypes,
  isGatewayResponseType,
  type GatewayResponseType,
} from "./gateway-response-types.ts";

/** What the author set for one type. */
export interface GatewayResponseCustomisation {
  readonly status: number | null;
  /** Media type → template, in the author's order. */
  readonly templates: ReadonlyMap<string, string>;
  /** Header name → mapping expression. */
  readonly headers: ReadonlyMap<string, string>;
}

/** The customisation that applies to a type: its own, else that of its DEFAULT_4XX or DEFAULT_5XX. */
export type GatewayResponseCatalogue = (
  type: GatewayResponseType,
) => GatewayResponseCustomisation | null;

const headerPrefix = "gatewayresponse.header.";

/** A status a response can have; anything else leaves the type's own. */
function readStatus(value: unknown): number | null {
  const status = Number(value ?? Number.NaN);
  return Number.isInteger(status) && status >= 200 && status <= 599 ? status : null;
}

function fromDocument(response: GatewayResponseObject): GatewayResponseCustomisation {
  const headers = Object.entries(response.responseParameters)
    .filter(([key]) => key.toLowerCase().startsWith(headerPrefix))
    .map(([key, value]): [string, string] => [key.slice(headerPrefix.length), value]);
  return {
    status: readStatus(response.statusCode),
    templates: new Map(Object.entries(response.responseTemplates)),
    headers: new Map(headers),
  };
}

/** SAM's `GatewayResponses` property: StatusCode, ResponseTemplates, ResponseParameters.Headers. */
function fromTemplate(value: unknown): GatewayResponseCustomisation {
  const entry = isObject(value) ? value : {};
  const parameters = entry["ResponseParameters"];
  return {
    status: readStatus(entry["StatusCode"]),
    templates: textEntries(entry["ResponseTemplates"]),
    headers: textEntries(isObject(parameters) ? parameters["Headers"] : undefined),
  };
}

function textEntries(value: unknown): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  if (!isObject(value)) return entries;
  for (const [key, text] of Object.entries(value)) {
    if (typeof text === "string") entries.set(key, text);
  }
  return entries;
}

/**
 * Gathers the gateway responses of an API. A type the author wrote keeps its own defaults where he
 * set nothing; only a type nobody wrote falls back to DEFAULT_4XX or DEFAULT_5XX (recorded).
 * What SAM's property says replaces the document's entry of the same type, as the transform does.
 */
export function gatherGatewayResponses(api: WiredApi): GatewayResponseCatalogue {
  const custom = new Map<string, GatewayResponseCustomisation>();
  for (const response of api.document.gatewayResponses) {
    custom.set(response.type, fromDocument(response));
  }
  const property = api.resource.properties["GatewayResponses"];
  if (isObject(property)) {
    for (const [type, value] of Object.entries(property)) custom.set(type, fromTemplate(value));
  }
  const resolved = new Map<GatewayResponseType, GatewayResponseCustomisation | null>();
  for (const type of Object.keys(gatewayResponseTypes).filter(isGatewayResponseType)) {
    const { fallback } = gatewayResponseTypes[type];
    const inherited = fallback === null ? undefined : custom.get(fallback);
    resolved.set(type, custom.get(type) ?? inherited ?? null);
  }
  return (type) => resolved.get(type) ?? null;
}
