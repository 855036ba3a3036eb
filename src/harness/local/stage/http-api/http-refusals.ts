import { isObject } from "../../../core/json.ts";
import { joinPointer, valueAt } from "../../../core/json-pointer.ts";
import { readPayloadFormat } from "../../../model/events/payload-format.ts";
import type { WiredApi, WiredOperation } from "../../../model/wiring/project-model.ts";
import { authorizationOf } from "../../../model/wiring/route-authorization.ts";
import { readParameterMapping, type ParameterMapping } from "./parameter-mapping.ts";
import { integrationRefusal, isSet } from "../find-unemulated.ts";

/** What makes a whole HTTP API unfit for the stage, in words that fit "does not emulate …". */
export function httpApiRefusal({ resource }: WiredApi): string | null {
  const domain = resource.properties["Domain"];
  return isObject(domain) && isSet(domain["MutualTlsAuthentication"])
    ? "mutual TLS (Domain.MutualTlsAuthentication)"
    : null;
}

/** What a route of an HTTP API needs and the stage lacks, in words that fit "does not emulate …". */
export function httpRouteRefusal(api: WiredApi, wired: WiredOperation): string | null {
  return (
    authorizationRefusal(api, wired) ??
    integrationRefusal(wired) ??
    kindRefusal(wired) ??
    mappingRefusal(wired)
  );
}

function authorizationRefusal(api: WiredApi, wired: WiredOperation): string | null {
  const { operation } = wired;
  const { root } = api.document;
  const raw = valueAt(root, operation.pointer);
  const declared = isObject(raw) ? raw["x-amazon-apigateway-auth"] : undefined;
  if (isObject(declared) && isSet(declared["type"])) {
    return `authorization of type ${String(declared["type"])} (x-amazon-apigateway-auth)`;
  }
  const { authorizer } = authorizationOf(api, wired);
  if (authorizer === "AWS_IAM") return "authorization of type AWS_IAM";
  if (authorizer !== null) {
    return `authorizers of type ${authorizerType(api, authorizer)} ("${authorizer}")`;
  }
  const unknown = operation.security
    .flat()
    .find((name) => name !== "NONE" && !isObject(schemeOf(api, name)));
  if (unknown === undefined) return null;
  return unknown === "AWS_IAM"
    ? "authorization of type AWS_IAM"
    : `the security scheme "${unknown}", which the document does not define`;
}

function schemeOf({ document }: WiredApi, name: string): unknown {
  return valueAt(document.root, joinPointer("/components/securitySchemes", name));
}

/** `jwt` or `request`, as the document or the `Auth` of the template says. */
function authorizerType(api: WiredApi, name: string): string {
  const scheme = schemeOf(api, name);
  const written = isObject(scheme) ? scheme["x-amazon-apigateway-authorizer"] : undefined;
  if (isObject(written) && typeof written["type"] === "string") return written["type"];
  const auth = api.resource.properties["Auth"];
  const authorizers = isObject(auth) ? auth["Authorizers"] : undefined;
  const entry = isObject(authorizers) ? authorizers[name] : undefined;
  return isObject(entry) && entry["JwtConfiguration"] !== undefined ? "jwt" : "request";
}

/** What parameters an integration changes; a text says why that is not known. */
export function mappingOf({ operation, integration }: WiredOperation): ParameterMapping | string {
  const raw = integration.kind === "http" ? integration.settings : operation.integration?.raw;
  const mapping = readParameterMapping(raw ?? {});
  // No source says what becomes of the event's paths.
  return typeof mapping !== "string" &&
    integration.kind !== "http" &&
    mapping.request.some(({ place }) => place === "path")
    ? "parameter mapping of the path of a Lambda integration"
    : mapping;
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
    case "service":
      return `the service integration ${integration.service}-${integration.target}`;
    case "http":
      if (!integration.proxy) return "integrations of type http, which an HTTP API does not have";
      return integration.settings["connectionType"] === "VPC_LINK"
        ? "VPC links (connectionType: VPC_LINK)"
        : null;
    default:
      return null;
  }
}
