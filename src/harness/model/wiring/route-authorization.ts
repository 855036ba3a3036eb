import { isObject } from "../../core/json.ts";
import { joinPointer, valueAt } from "../../core/json-pointer.ts";
import {
  apiKeyScheme,
  defaultAuthOf,
  preflightAuthOf,
  type DefaultAuth,
} from "./definition/serverless-auth.ts";
import type { WiredApi, WiredOperation } from "./project-model.ts";

/** What of an operation says how it is authorised. */
export type RouteFacts = Pick<WiredOperation, "operation" | "added">;

/**
 * What a route asks of a caller: the authorizer it names itself, else the default of the API's `Auth`,
 * which SAM writes into every operation without one (source: SAM translator, DefaultAuthorizer).
 */
export function authorizationOf(
  { resource, document }: Pick<WiredApi, "resource" | "document">,
  { operation, added }: RouteFacts,
): DefaultAuth {
  if (added?.by === "cors") return preflightAuthOf(resource);
  const names = operation.security.flat();
  const isEvent = added?.by === "event";
  const own =
    names.find(
      (name) => (isEvent && name === "AWS_IAM") || isAuthorizer(document, resource, name),
    ) ?? null;
  const keys = names.some((name) => name === apiKeyScheme || isApiKey(document, name));
  // What was made of an event says all there is.
  const isSettled = document.written === "generated" || isEvent;
  const isPreflight = operation.method === "OPTIONS" && !operation.anyMethod;
  // SAM writes the defaults of `Auth` into operations that have an integration.
  const fallback =
    isSettled || operation.integration === null
      ? { authorizer: null, apiKeyRequired: false }
      : isPreflight
        ? preflightAuthOf(resource)
        : defaultAuthOf(resource);
  const isOpen = names.includes("NONE") || (resource.kind === "http" && names.length > 0);
  return {
    authorizer: own ?? (isOpen ? null : fallback.authorizer),
    apiKeyRequired:
      (keys && !(isPreflight && takesKeysOff(resource))) ||
      (fallback.apiKeyRequired && !names.includes("api_key_false")),
  };
}

/** Where the API's keys are not for OPTIONS, SAM takes them off those that ask for one as well. */
function takesKeysOff(resource: WiredApi["resource"]): boolean {
  return defaultAuthOf(resource).apiKeyRequired && !preflightAuthOf(resource).apiKeyRequired;
}

function schemeOf(document: WiredApi["document"], name: string): unknown {
  return (
    valueAt(document.root, joinPointer("/components/securitySchemes", name)) ??
    valueAt(document.root, joinPointer("/securityDefinitions", name))
  );
}

/** API Gateway enforces a scheme with an authorizer or an auth type of its own, and the authorizers of SAM's `Auth`. */
function isAuthorizer(
  document: WiredApi["document"],
  resource: WiredApi["resource"],
  name: string,
): boolean {
  const auth = resource.properties["Auth"];
  const authorizers = isObject(auth) ? auth["Authorizers"] : undefined;
  if (isObject(authorizers) && Object.hasOwn(authorizers, name)) return true;
  // SAM defines the scheme of signatures where `Auth` or an event asks for it.
  if (name === "AWS_IAM" && (isObject(auth) || document.written === "generated")) return true;
  const scheme = schemeOf(document, name);
  return isObject(scheme) && isEnforcedOtherwise(scheme);
}

function isEnforcedOtherwise(scheme: { readonly [key: string]: unknown }): boolean {
  return (
    scheme["x-amazon-apigateway-authorizer"] !== undefined ||
    scheme["x-amazon-apigateway-authtype"] !== undefined
  );
}

function isApiKey(document: WiredApi["document"], name: string): boolean {
  const scheme = schemeOf(document, name);
  // Recorded: a scheme in `x-api-key` that carries an authorizer is that authorizer, and asks for no key.
  if (isObject(scheme) && isEnforcedOtherwise(scheme)) return false;
  const header = isObject(scheme) && scheme["type"] === "apiKey" ? scheme["name"] : undefined;
  return typeof header === "string" && header.toLowerCase() === "x-api-key";
}
