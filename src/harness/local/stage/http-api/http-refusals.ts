import { isObject } from "../../../core/json.ts";
import { joinPointer, valueAt } from "../../../core/json-pointer.ts";
import { readPayloadFormat } from "../../../model/events/payload-format.ts";
import type { WiredApi, WiredOperation } from "../../../model/wiring/project-model.ts";
import { authorizationOf } from "../../../model/wiring/route-authorization.ts";
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
  return authorizationRefusal(api, wired) ?? integrationRefusal(wired) ?? mappingRefusal(wired);
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
