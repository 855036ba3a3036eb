import { isObject, type JsonObject, type JsonValue } from "../../../core/json.ts";
import type { LambdaRouteAuthorizer } from "../../../model/wiring/authorization/route-authorizer.ts";

/** What the function of an authorizer returned, taken apart. */
export interface AuthorizerResult {
  /** A policy still to be judged, or the verdict itself. */
  readonly verdict: { readonly policy: JsonValue } | { readonly isAuthorized: boolean };
  readonly principalId: string | null;
  readonly context: JsonObject;
  readonly usageIdentifierKey: string | null;
}

/**
 * Reads what the function returned (API Gateway developer guide, "Output from an API Gateway Lambda
 * authorizer", "Lambda authorizer response format"); in words, why it is no such output.
 */
export function readAuthorizerResult(
  authorizer: Pick<LambdaRouteAuthorizer, "format" | "simpleResponses">,
  payload: JsonValue,
): AuthorizerResult | string {
  if (!isJsonMap(payload)) return `it returned ${nameOf(payload)}, no object`;
  const context = readContext(authorizer.format, payload["context"]);
  if (typeof context === "string") return context;
  return authorizer.simpleResponses
    ? readSimple(payload, context)
    : readPolicy(authorizer.format, payload, context);
}

function readSimple(payload: JsonObject, context: JsonObject): AuthorizerResult | string {
  const { isAuthorized } = payload;
  if (typeof isAuthorized !== "boolean") {
    return `isAuthorized is ${nameOf(isAuthorized)}; enableSimpleResponses asks for true or false`;
  }
  return { verdict: { isAuthorized }, principalId: null, context, usageIdentifierKey: null };
}

function readPolicy(
  format: LambdaRouteAuthorizer["format"],
  payload: JsonObject,
  context: JsonObject,
): AuthorizerResult | string {
  const { principalId, policyDocument: policy, usageIdentifierKey: key } = payload;
  if (typeof principalId !== "string" && (format !== "2.0" || isGiven(principalId))) {
    return `principalId is ${nameOf(principalId)}, and has to be a text`;
  }
  if (!isObject(policy)) return `policyDocument is ${nameOf(policy)}, and has to be a policy`;
  if (typeof key !== "string" && isGiven(key)) {
    return `usageIdentifierKey is ${nameOf(key)}, and has to be a text`;
  }
  return {
    verdict: { policy },
    principalId: typeof principalId === "string" ? principalId : null,
    context,
    usageIdentifierKey: typeof key === "string" ? key : null,
  };
}

/** Only format 2.0 takes lists and maps (guide); that `null` is none of the allowed values is assumed. */
function readContext(
  format: LambdaRouteAuthorizer["format"],
  context: JsonValue | undefined,
): JsonObject | string {
  if (context === undefined || context === null) return {};
  if (!isJsonMap(context)) return `context is ${nameOf(context)}, and has to be a map`;
  if (format === "2.0") return context;
  const bad = Object.entries(context).find(
    ([, value]) => !["string", "number", "boolean"].includes(typeof value),
  );
  return bad === undefined
    ? context
    : `context.${bad[0]} is ${nameOf(bad[1])}, and has to be a text, a number or a boolean`;
}

function isGiven(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null;
}

function isJsonMap(value: JsonValue): value is JsonObject {
  return isObject(value);
}

function nameOf(value: JsonValue | undefined): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a map";
  return `a ${typeof value}`;
}
