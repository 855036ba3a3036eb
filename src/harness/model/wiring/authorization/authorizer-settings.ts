import { isJsonObject, type JsonObject, type JsonValue } from "../../../core/json.ts";
import { joinPointer, valueAt } from "../../../core/json-pointer.ts";
import type { ApiDocument } from "../../openapi/api-document.ts";
import type {
  ApiResource,
  TemplateModel,
  TemplateResource,
} from "../../template/template-model.ts";
import { mapOf, present } from "../definition/generated-body.ts";
import { resourcesOfApi } from "../definition/template-links.ts";

/** An authorizer as `x-amazon-apigateway-authorizer` writes it, wherever it is written. */
export interface AuthorizerSettings {
  /** Members as the extension names them, not resolved. */
  readonly raw: JsonObject;
  /** The header a TOKEN or Cognito authorizer is given where `identitySource` says nothing. */
  readonly header: string;
  /** Scopes of every route that names none itself. */
  readonly scopes: readonly string[];
  /** Does SAM make a permission for it? `null` where somebody else has to. */
  readonly permittedBySam: boolean | null;
}

/**
 * The settings of an authorizer by its name: of SAM's `Auth`, which is written over the document's, of
 * the document, or of an authorizer that is a resource of its own; `null` where nothing defines it.
 */
export function settingsOfAuthorizer(
  template: TemplateModel,
  api: ApiResource,
  document: ApiDocument,
  name: string,
): AuthorizerSettings | null {
  const authorizers = mapOf(mapOf(api.properties["Auth"])["Authorizers"]);
  const entry = Object.hasOwn(authorizers, name) ? authorizers[name] : undefined;
  if (entry !== undefined) {
    return api.kind === "rest" ? ofRestAuth(mapOf(entry)) : ofHttpAuth(mapOf(entry));
  }
  return ofResource(template, api, name) ?? ofDocument(document, name);
}

/** The security scheme of a name; `undefined` where the document has none. */
export function schemeOf({ root }: ApiDocument, name: string): JsonObject | undefined {
  const scheme =
    valueAt(root, joinPointer("/components/securitySchemes", name)) ??
    valueAt(root, joinPointer("/securityDefinitions", name));
  return isJsonObject(scheme) ? scheme : undefined;
}

function ofDocument(document: ApiDocument, name: string): AuthorizerSettings | null {
  const scheme = schemeOf(document, name);
  const raw = scheme?.["x-amazon-apigateway-authorizer"];
  if (!isJsonObject(raw)) return null;
  const header = scheme?.["name"];
  return {
    raw,
    header: typeof header === "string" ? header : "Authorization",
    scopes: [],
    permittedBySam: null,
  };
}

function invocationUri(functionArn: JsonValue | undefined): JsonValue | undefined {
  if (functionArn === undefined) return undefined;
  const uri =
    "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${__FunctionArn__}/invocations";
  return { "Fn::Sub": [uri, { __FunctionArn__: functionArn }] };
}

const isTrue = (value: JsonValue | undefined): boolean => value === true || value === "true";

function textsOf(value: JsonValue | undefined): readonly string[] {
  const list: readonly JsonValue[] = Array.isArray(value) ? value : [];
  return list.filter((each) => typeof each === "string");
}

/** `Identity` of SAM as the list of sources it stands for. */
function sourcesOf(identity: JsonObject, prefix: string, sigil: string): readonly string[] {
  return [
    ...textsOf(identity["Headers"]).map((name) => `${prefix}.header.${name}`),
    ...textsOf(identity["QueryStrings"]).map((name) => `${prefix}.querystring.${name}`),
    ...textsOf(identity["StageVariables"]).map((name) => `${sigil}stageVariables.${name}`),
    ...textsOf(identity["Context"]).map((name) => `${sigil}context.${name}`),
  ];
}

/** What SAM makes of an authorizer of a REST API (source: SAM translator, ApiGatewayAuthorizer). */
function ofRestAuth(entry: JsonObject): AuthorizerSettings {
  const identity = mapOf(entry["Identity"]);
  const pools = entry["UserPoolArn"];
  const isRequest = entry["FunctionPayloadType"] === "REQUEST";
  const sources = sourcesOf(identity, "method.request", "");
  const role = entry["FunctionInvokeRole"] === "NONE" ? undefined : entry["FunctionInvokeRole"];
  const { Header: header = "Authorization" } = identity;
  const raw = present({
    type: pools !== undefined ? "cognito_user_pools" : isRequest ? "request" : "token",
    providerARNs: pools === undefined || Array.isArray(pools) ? pools : [pools],
    authorizerUri: invocationUri(entry["FunctionArn"]),
    authorizerCredentials: role,
    authorizerResultTtlInSeconds: identity["ReauthorizeEvery"],
    identitySource: isRequest && sources.length > 0 ? sources.join(", ") : undefined,
    identityValidationExpression: isRequest ? undefined : identity["ValidationExpression"],
  });
  return {
    raw,
    header: typeof header === "string" ? header : "Authorization",
    scopes: textsOf(entry["AuthorizationScopes"]),
    permittedBySam: !isTrue(entry["DisableFunctionDefaultPermissions"]),
  };
}

/** What SAM makes of an authorizer of an HTTP API (source: SAM translator, ApiGatewayV2Authorizer). */
function ofHttpAuth(entry: JsonObject): AuthorizerSettings {
  const identity = mapOf(entry["Identity"]);
  const jwt = entry["JwtConfiguration"];
  const sources = sourcesOf(identity, "$request", "$");
  const raw = present({
    type: jwt === undefined ? "request" : "jwt",
    jwtConfiguration: jwt,
    authorizerUri: invocationUri(entry["FunctionArn"]),
    authorizerCredentials: entry["FunctionInvokeRole"],
    authorizerPayloadFormatVersion: entry["AuthorizerPayloadFormatVersion"],
    authorizerResultTtlInSeconds: identity["ReauthorizeEvery"],
    enableSimpleResponses: entry["EnableSimpleResponses"],
    identitySource: jwt === undefined ? [...sources] : entry["IdentitySource"],
  });
  return {
    raw,
    header: "Authorization",
    scopes: textsOf(entry["AuthorizationScopes"]),
    permittedBySam: isTrue(entry["EnableFunctionDefaultPermissions"]),
  };
}

/** `AWS::ApiGateway::Authorizer` or `AWS::ApiGatewayV2::Authorizer` of the API. */
function ofResource(
  template: TemplateModel,
  api: ApiResource,
  name: string,
): AuthorizerSettings | null {
  const own =
    api.kind === "rest"
      ? resourcesOfApi(template, api.logicalId, "AWS::ApiGateway::Authorizer", "RestApiId")
      : resourcesOfApi(template, api.logicalId, "AWS::ApiGatewayV2::Authorizer", "ApiId");
  const resource = own.find((each) => nameOf(each) === name);
  if (resource === undefined) return null;
  const { properties } = resource;
  const members = Object.entries(properties).map(([key, value]): [string, JsonValue] => [
    renamed.get(key) ?? `${key.charAt(0).toLowerCase()}${key.slice(1)}`,
    key === "JwtConfiguration" ? jwtOf(mapOf(value)) : value,
  ]);
  const raw = Object.fromEntries(members);
  return { raw, header: "Authorization", scopes: [], permittedBySam: null };
}

/** Members that a resource names in another way than the extension. */
const renamed: ReadonlyMap<string, string> = new Map([
  ["AuthorizerType", "type"],
  ["ProviderARNs", "providerARNs"],
  ["AuthorizerCredentialsArn", "authorizerCredentials"],
]);

function jwtOf({ Issuer: issuer, Audience: audience }: JsonObject): JsonObject {
  return present({ issuer, audience });
}

function nameOf({ logicalId, properties }: TemplateResource): string {
  const name = properties["Name"];
  return typeof name === "string" ? name : logicalId;
}
