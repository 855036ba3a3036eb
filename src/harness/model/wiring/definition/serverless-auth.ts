import type { JsonObject, JsonValue } from "../../../core/json.ts";
import type { ApiResource } from "../../template/template-model.ts";
import type { EventRoute } from "../event-route.ts";
import { mapOf } from "./generated-body.ts";

/** The name SAM gives the scheme of API keys. */
export const apiKeyScheme = "api_key";

/** The schemes API Gateway has without an authorizer: signatures and API keys. */
export const schemesOfGateway = {
  AWS_IAM: {
    type: "apiKey",
    name: "Authorization",
    in: "header",
    "x-amazon-apigateway-authtype": "awsSigv4",
  },
  [apiKeyScheme]: { type: "apiKey", name: "x-api-key", in: "header" },
} as const;

/** What SAM's `Auth` asks of every route of an API that says nothing of its own. */
export interface DefaultAuth {
  /** Name of the authorizer, `AWS_IAM` for signatures; `null` without one. */
  readonly authorizer: string | null;
  readonly apiKeyRequired: boolean;
}

function textOf(value: JsonValue | undefined): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function isTrue(value: JsonValue | undefined): boolean {
  return value === true || value === "true";
}

/** `Auth` of an API of SAM; `AWS::ApiGateway` resources have none. */
export function defaultAuthOf(api: ApiResource): DefaultAuth {
  const auth = mapOf(api.properties["Auth"]);
  const authorizer = textOf(auth["DefaultAuthorizer"]);
  const isDefined = authorizer === "AWS_IAM" || auth["Authorizers"] !== undefined;
  return {
    // Without any Authorizers SAM leaves the default out (source: SAM translator, `_get_authorizers`).
    authorizer: authorizer === "NONE" || !isDefined ? null : authorizer,
    apiKeyRequired: api.kind === "rest" && isTrue(auth["ApiKeyRequired"]),
  };
}

/**
 * The security schemes SAM writes into the document of an API for its `Auth`: one for each authorizer,
 * for signatures and for API keys where all routes ask for them.
 */
export function schemesOf(api: ApiResource): readonly string[] {
  const { authorizer, apiKeyRequired } = defaultAuthOf(api);
  return [
    ...Object.keys(mapOf(mapOf(api.properties["Auth"])["Authorizers"])),
    ...(authorizer === "AWS_IAM" ? [authorizer] : []),
    ...(apiKeyRequired ? [apiKeyScheme] : []),
  ];
}

/**
 * What OPTIONS routes ask that say nothing of their own: of a REST API the same, unless SAM is told to
 * leave them open; of an HTTP API nothing (source: SAM translator, AddDefaultAuthorizerToCorsPreflight
 * and its default authorizer of HTTP APIs, which leaves out options).
 */
export function preflightAuthOf(api: ApiResource): DefaultAuth {
  if (api.kind === "http") return { authorizer: null, apiKeyRequired: false };
  const auth = mapOf(api.properties["Auth"]);
  const { authorizer, apiKeyRequired } = defaultAuthOf(api);
  const isOff = (name: string): boolean => auth[name] === false || auth[name] === "false";
  return {
    authorizer: isOff("AddDefaultAuthorizerToCorsPreflight") ? null : authorizer,
    apiKeyRequired: apiKeyRequired && !isOff("AddApiKeyRequiredToCorsPreflight"),
  };
}

/** What a route asks that comes from an event: the event's own `Auth` first, then the API's. */
export function authOfEvent(
  api: ApiResource,
  route: EventRoute,
  eventAuth: JsonValue | undefined,
): DefaultAuth {
  const own = mapOf(eventAuth);
  const isPreflight = route.method === "OPTIONS" && !route.anyMethod;
  const fallback = isPreflight ? preflightAuthOf(api) : defaultAuthOf(api);
  const named = textOf(own["Authorizer"]);
  const authorizer = named === null ? fallback.authorizer : named === "NONE" ? null : named;
  const key = own["ApiKeyRequired"];
  return {
    authorizer,
    apiKeyRequired: key === undefined ? fallback.apiKeyRequired : isTrue(key),
  };
}

/** The requirement as an OpenAPI document states it; nothing asked is `[]`. */
export function securityOf({ authorizer, apiKeyRequired }: DefaultAuth): readonly JsonObject[] {
  const names = [
    ...(authorizer === null ? [] : [authorizer]),
    ...(apiKeyRequired ? [apiKeyScheme] : []),
  ];
  return names.length === 0 ? [] : [Object.fromEntries(names.map((name) => [name, []]))];
}

/** The schemes SAM writes into a document for the API's `Auth`. */
export function securitySchemesOf(api: ApiResource): JsonObject {
  const authorizers = mapOf(mapOf(api.properties["Auth"])["Authorizers"]);
  const schemes: [string, JsonValue][] = Object.entries(authorizers).map(([name, settings]) => [
    name,
    authorizerScheme(authorizerType(mapOf(settings), api.kind)),
  ]);
  return {
    ...Object.fromEntries(schemes),
    ...schemesOfGateway,
  };
}

/** A scheme that API Gateway enforces with an authorizer of a type. */
export function authorizerScheme(type: string): JsonObject {
  return {
    type: "apiKey",
    name: "Authorization",
    in: "header",
    "x-amazon-apigateway-authorizer": { type },
  };
}

function authorizerType(settings: JsonObject, kind: ApiResource["kind"]): string {
  if (kind === "http") return settings["JwtConfiguration"] === undefined ? "request" : "jwt";
  if (settings["UserPoolArn"] !== undefined) return "cognito_user_pools";
  return settings["FunctionPayloadType"] === "REQUEST" ? "request" : "token";
}
