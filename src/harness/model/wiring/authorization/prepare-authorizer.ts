import { isObject, type JsonObject, type JsonValue } from "../../../core/json.ts";
import type { ApiDocument } from "../../openapi/api-document.ts";
import type { ApiResource, TemplateModel } from "../../template/template-model.ts";
import { mapOf } from "../definition/generated-body.ts";
import { permitsAuthorizer } from "../permits-authorizer.ts";
import type { Permissions } from "../permissions.ts";
import { resolveIntegration } from "../resolve-integration.ts";
import { schemeOf, settingsOfAuthorizer, type AuthorizerSettings } from "./authorizer-settings.ts";
import { readIdentitySource, type IdentitySource } from "./identity-source.ts";
import type { LambdaRouteAuthorizer, RouteAuthorizer } from "./route-authorizer.ts";

/** What authorizers are followed in. */
export interface AuthorizerSetting {
  readonly template: TemplateModel;
  readonly permissions: Permissions;
  /** Names under `functions` of the configuration. */
  readonly configured: readonly string[];
  readonly api: ApiResource;
  readonly document: ApiDocument;
}

const unknown = (reason: string): RouteAuthorizer => ({ kind: "unknown", reason });

/** Reads an authorizer by its name, whatever it is written in, for a route with its own scopes. */
export function prepareAuthorizer(
  setting: AuthorizerSetting,
  name: string,
  scopes: readonly string[],
): RouteAuthorizer {
  const { template, api, document } = setting;
  if (name === "AWS_IAM") return { kind: "iam" };
  const settings = settingsOfAuthorizer(template, api, document, name);
  if (settings === null) return withoutSettings(document, name);
  const raw = resolveMembers(template, settings.raw);
  const type = typeof raw["type"] === "string" ? raw["type"].toLowerCase() : "unknown";
  const sources = sourcesOf(api.kind, type, raw, settings.header);
  if (typeof sources === "string") {
    return unknown(`the identity source ${sources} of the authorizer "${name}"`);
  }
  const own = scopes.length > 0 ? scopes : settings.scopes;
  const identitySources = sources;
  if (type === "token" || type === "request") {
    return lambdaAuthorizer(setting, name, { settings, raw, type, sources });
  }
  if (type === "cognito_user_pools") {
    const userPoolArns = listOf(raw["providerARNs"]);
    const validation = textOf(raw["identityValidationExpression"]);
    return { kind: "cognito", name, userPoolArns, identitySources, validation, scopes: own };
  }
  if (type !== "jwt") return unknown(`authorizers of type ${type} ("${name}")`);
  const jwt = mapOf(raw["jwtConfiguration"]);
  const discovery = schemeOf(document, name)?.["openIdConnectUrl"];
  const issuer = jwt["issuer"] ?? discovery ?? null;
  return {
    kind: "jwt",
    name,
    issuer,
    audience: listOf(jwt["audience"]),
    identitySources,
    scopes: own,
  };
}

function textOf(value: JsonValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}

/** `Array.isArray` loses `readonly`. */
function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}

/** Each member as far as it can be told; the others stay as they are written. */
function resolveMembers(template: TemplateModel, raw: JsonObject): JsonObject {
  const entries = Object.entries(raw).map(([key, value]): [string, JsonValue] => {
    if (key === "authorizerUri") return [key, value];
    const resolved = template.resolve(value);
    return [key, resolved.known ? resolved.value : value];
  });
  return Object.fromEntries(entries);
}

function withoutSettings(document: ApiDocument, name: string): RouteAuthorizer {
  const scheme = schemeOf(document, name);
  if (scheme === undefined) {
    return unknown(`the security scheme "${name}", which the document does not define`);
  }
  const type = scheme["x-amazon-apigateway-authtype"];
  if (typeof type !== "string") return unknown(`authorizers of type unknown ("${name}")`);
  return type.toLowerCase() === "awssigv4" || type.toUpperCase() === "AWS_IAM"
    ? { kind: "iam" }
    : unknown(`authorization by ${type} (security scheme "${name}")`);
}

/** The identity sources of an authorizer; the text of one that cannot be read. */
function sourcesOf(
  kind: ApiResource["kind"],
  type: string,
  raw: JsonObject,
  header: string,
): readonly IdentitySource[] | string {
  const written = raw["identitySource"];
  const listed = Array.isArray(written) ? written : [written];
  const texts: string[] = [];
  for (const each of listed) {
    if (each === undefined || each === null) continue;
    if (typeof each !== "string") return JSON.stringify(each);
    // Commas separate sources in one text.
    texts.push(...each.split(",").filter((part) => part.trim() !== ""));
  }
  if (texts.length === 0 && type !== "request" && type !== "jwt") {
    texts.push(`method.request.header.${header}`);
  }
  const sources: IdentitySource[] = [];
  for (const text of texts) {
    const source = readIdentitySource(kind, text);
    if (source === null) return text.trim();
    sources.push(source);
  }
  return sources;
}

interface LambdaParts {
  readonly settings: AuthorizerSettings;
  readonly raw: JsonObject;
  readonly type: "token" | "request";
  readonly sources: readonly IdentitySource[];
}

/** REST APIs keep results for five minutes by default, HTTP APIs only when told to (assumed). */
const defaultTtl = { rest: 300, http: 0 } as const;

function lambdaAuthorizer(
  setting: AuthorizerSetting,
  name: string,
  { settings, raw, type, sources }: LambdaParts,
): RouteAuthorizer {
  const { api, template, configured } = setting;
  if (type === "token" && api.kind === "http") {
    return unknown(`authorizers of type token on an HTTP API ("${name}")`);
  }
  const format = formatOf(api.kind, raw["authorizerPayloadFormatVersion"]);
  if (format === null) {
    const version = raw["authorizerPayloadFormatVersion"];
    const text = version === undefined ? "missing" : JSON.stringify(version);
    return unknown(`the authorizer "${name}", whose authorizerPayloadFormatVersion is ${text}`);
  }
  const ttl = raw["authorizerResultTtlInSeconds"] ?? defaultTtl[api.kind];
  const ttlSeconds = typeof ttl === "number" || typeof ttl === "string" ? Number(ttl) : Number.NaN;
  if (!Number.isFinite(ttlSeconds)) {
    return unknown(`an authorizerResultTtlInSeconds that is not known here ("${name}")`);
  }
  const validation = raw["identityValidationExpression"];
  if (isObject(validation)) {
    return unknown(`an identityValidationExpression that is not known here ("${name}")`);
  }
  const uri = settings.raw["authorizerUri"] ?? null;
  const pointer = `authorizer ${name}`;
  const integration = { pointer, type: "aws_proxy", uri, raw: { type: "aws_proxy", uri } };
  const target = resolveIntegration(integration, api, template, configured);
  const common = {
    kind: "lambda",
    name,
    gets: type,
    format,
    simpleResponses: format === "2.0" && isTrue(raw["enableSimpleResponses"]),
    identitySources: sources,
    validation: type === "token" ? textOf(validation) : null,
    ttlSeconds,
  } as const;
  if (target.integration.kind === "lambda") {
    const { functionId } = target.integration;
    const permitted = isPermitted(setting, settings, target.integration);
    return { ...common, functionId, reference: functionId, permitted };
  }
  if (target.integration.kind === "foreign-lambda") {
    const { configured: functionId, reference } = target.integration;
    return { ...common, functionId, reference, permitted: true };
  }
  const reason = target.fault === null ? "its uri names none" : describeFault(target.fault);
  return unknown(`the authorizer "${name}", which leads to no function (${reason})`);
}

function describeFault(fault: object): string {
  if ("reason" in fault && typeof fault.reason === "string") return fault.reason;
  return "name" in fault && typeof fault.name === "string" ? fault.name : "its uri names none";
}

function isTrue(value: JsonValue | undefined): boolean {
  return value === true || value === "true";
}

function formatOf(
  kind: ApiResource["kind"],
  version: JsonValue | undefined,
): LambdaRouteAuthorizer["format"] | null {
  if (kind === "rest") return "rest";
  // YAML reads 2.0 without quotes as a number.
  if (version === "1.0" || version === "1" || version === 1) return "1.0";
  return version === "2.0" || version === "2" || version === 2 ? "2.0" : null;
}

/** Credentials are a role of their own; SAM makes a permission for what its `Auth` defines. */
function isPermitted(
  { api, permissions, template }: AuthorizerSetting,
  { raw, permittedBySam }: AuthorizerSettings,
  { functionId, qualifier }: { readonly functionId: string; readonly qualifier: string | null },
): boolean {
  if (raw["authorizerCredentials"] !== undefined || permittedBySam === true) return true;
  return permitsAuthorizer({ functionId, qualifier }, api, permissions, template);
}
