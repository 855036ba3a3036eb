import { isObject, type JsonValue } from "../../../core/json.ts";
import { valueAt } from "../../../core/json-pointer.ts";
import { mapOf } from "../definition/generated-body.ts";
import { apiKeyScheme } from "../definition/serverless-auth.ts";
import { authorizationOf, type RouteFacts } from "../route-authorization.ts";
import type { OperationFacts } from "../wiring-facts.ts";
import { schemeOf } from "./authorizer-settings.ts";
import { prepareAuthorizer, type AuthorizerSetting } from "./prepare-authorizer.ts";
import type { RouteAuthorization, RouteAuthorizer } from "./route-authorizer.ts";

/** A route, and the event that SAM merges into it. */
type AuthorizedRoute = RouteFacts & Pick<OperationFacts, "event">;

/**
 * What a route asks of a caller, followed to the function or issuer that decides: the route's own
 * security, else the document's, else the default of SAM's `Auth`. What cannot be told is `unknown`.
 */
export function authorizeRoute(
  setting: AuthorizerSetting,
  facts: AuthorizedRoute,
): RouteAuthorization {
  const { api, document } = setting;
  const { authorizer: name, apiKeyRequired } = authorizationOf({ resource: api, document }, facts);
  return {
    authorizer: authorizerOf(setting, facts, name),
    // HTTP APIs have no API keys.
    apiKeyRequired: apiKeyRequired && api.kind === "rest",
  };
}

function authorizerOf(
  setting: AuthorizerSetting,
  facts: AuthorizedRoute,
  name: string | null,
): RouteAuthorizer {
  const { document } = setting;
  const { operation, added } = facts;
  const raw = valueAt(document.root, operation.pointer);
  const declared = isObject(raw) ? raw["x-amazon-apigateway-auth"] : undefined;
  const type = isObject(declared) ? declared["type"] : undefined;
  if (added === null && type !== undefined && type !== null) {
    const text = typeof type === "string" ? type.toUpperCase() : "unknown";
    if (text === "NONE") return { kind: "none" };
    if (text === "AWS_IAM") return { kind: "iam" };
    if (name === null) {
      return {
        kind: "unknown",
        reason: `authorization of type ${text} (x-amazon-apigateway-auth)`,
      };
    }
  }
  const undefinedName = added?.by === "cors" ? undefined : findUndefined(setting, facts);
  if (undefinedName !== undefined && undefinedName !== name) {
    return {
      kind: "unknown",
      reason: `the security scheme "${undefinedName}", which the document does not define`,
    };
  }
  if (name === null) {
    const isSigned =
      operation.security.flat().includes("AWS_IAM") && schemeOf(document, "AWS_IAM") === undefined;
    return { kind: isSigned ? "iam" : "none" };
  }
  const others = new Set(operation.security.flat().filter((each) => isOther(setting, each, name)));
  if (others.size > 0) {
    const all = [name, ...others].map((each) => `"${each}"`).join(" and ");
    return { kind: "unknown", reason: `several authorizers on one route (${all})` };
  }
  const scopes = scopesOfEvent(setting, facts) ?? scopesOf(raw, document.root["security"], name);
  return prepareAuthorizer(setting, name, scopes);
}

/** Names that stand for something else than a scheme. */
const words: ReadonlySet<string> = new Set(["NONE", "AWS_IAM", apiKeyScheme, "api_key_false"]);

function findUndefined(
  { api, document }: AuthorizerSetting,
  { operation }: RouteFacts,
): string | undefined {
  const authorizers = mapOf(mapOf(api.properties["Auth"])["Authorizers"]);
  return operation.security
    .flat()
    .find(
      (each) =>
        !words.has(each) &&
        !Object.hasOwn(authorizers, each) &&
        schemeOf(document, each) === undefined,
    );
}

/** Is it another authorizer than the one that was chosen? */
function isOther({ api, document }: AuthorizerSetting, name: string, chosen: string): boolean {
  if (name === chosen || name === "NONE") return false;
  const authorizers = mapOf(mapOf(api.properties["Auth"])["Authorizers"]);
  const scheme = schemeOf(document, name);
  return (
    Object.hasOwn(authorizers, name) ||
    scheme?.["x-amazon-apigateway-authorizer"] !== undefined ||
    scheme?.["x-amazon-apigateway-authtype"] !== undefined
  );
}

/**
 * `Auth.AuthorizationScopes` of the event a route comes from, or that SAM merges into it (source: SAM
 * translator, which writes them into the operation's security); `null` where there is none.
 */
function scopesOfEvent(
  { template }: AuthorizerSetting,
  { added, event }: AuthorizedRoute,
): readonly string[] | null {
  const from =
    added?.by === "event"
      ? template.functions
          .flatMap(({ events }) => events)
          .find(({ pointer }) => pointer === added.pointer)
      : event;
  const scopes = mapOf(from?.properties["Auth"])["AuthorizationScopes"];
  if (!Array.isArray(scopes)) return null;
  return scopes.filter((scope) => typeof scope === "string");
}

/** The scopes a route names for its authorizer; those of the document where it says nothing. */
function scopesOf(
  operation: unknown,
  root: JsonValue | undefined,
  name: string,
): readonly string[] {
  const own = isObject(operation) ? operation["security"] : undefined;
  const requirements: unknown = own ?? root;
  const list: readonly unknown[] = Array.isArray(requirements) ? requirements : [];
  return list.flatMap((each): readonly string[] => {
    const scopes = isObject(each) ? each[name] : undefined;
    return Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === "string") : [];
  });
}
