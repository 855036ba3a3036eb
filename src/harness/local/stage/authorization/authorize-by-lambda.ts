import type { InvocationResult } from "../../../core/function-invoker.ts";
import { isObject, type JsonObject, type JsonValue } from "../../../core/json.ts";
import type { LambdaRouteAuthorizer } from "../../../model/wiring/authorization/route-authorizer.ts";
import { failGateway, refuseUnemulated, type GatewayFailure } from "../gateway-failure.ts";
import { invocationFor } from "../invoke-function.ts";
import { longestTimer } from "../stage-route.ts";
import type { Authorization, AuthorizerValues } from "./authorization.ts";
import type { AuthorizationSubject, AuthorizingContext } from "./authorization-subject.ts";
import { checkToken } from "./check-token.ts";
import { decideByPolicy } from "./decide-by-policy.ts";
import { anonymous } from "./policy/principals.ts";
import { isUnknown } from "./policy/truth.ts";
import { readAuthorizerResult, type AuthorizerResult } from "./read-authorizer-result.ts";
import { readIdentity } from "./read-identity.ts";
import { requestKeys } from "./request-keys.ts";

/** Milliseconds an authorizer may take (HTTP APIs: guide; REST APIs: assumed, as an integration). */
const timeouts = { rest: 29_000, http: 10_000 } as const;

/**
 * Asks a Lambda function whether a request may pass: identity sources first, then a kept result, then
 * the function (API Gateway developer guide, "Use API Gateway Lambda authorizers", "Control access to
 * HTTP APIs with AWS Lambda authorizers").
 */
export async function authorizeByLambda(
  context: AuthorizingContext,
  authorizer: LambdaRouteAuthorizer,
  subject: AuthorizationSubject,
): Promise<Authorization | GatewayFailure> {
  const identity = identify(context, authorizer, subject);
  if (!isTexts(identity)) return identity;
  const { name, ttlSeconds } = authorizer;
  const kept = identity.length === 0 ? undefined : context.authorizers.get(name, identity);
  if (kept !== undefined) {
    const result = readAuthorizerResult(authorizer, kept);
    if (typeof result !== "string") return judge(authorizer, subject, result, 0);
  }
  const startedAt = context.clock.now();
  const keep = context.authorizers.begin(name, identity);
  const payload = await ask(context, authorizer, subject, identity);
  if ("failure" in payload) return payload.failure;
  const result = readAuthorizerResult(authorizer, payload.value);
  if (typeof result === "string") {
    return misconfigured(`the authorizer "${name}" gave no valid answer: ${result}`);
  }
  const answer = judge(authorizer, subject, result, context.clock.now() - startedAt);
  const isValid = !("kind" in answer) || answer.type === "ACCESS_DENIED";
  if (ttlSeconds > 0 && identity.length > 0 && isValid) {
    keep(payload.value, ttlSeconds);
  }
  return answer;
}

function isTexts(value: readonly string[] | GatewayFailure): value is readonly string[] {
  return Array.isArray(value);
}

/** The values of the identity sources; without all of them the function is not asked. */
function identify(
  context: AuthorizingContext,
  { name, identitySources, gets, validation }: LambdaRouteAuthorizer,
  subject: AuthorizationSubject,
): readonly string[] | GatewayFailure {
  const identity = readIdentity(context, identitySources, subject);
  if (identity.kind === "missing") {
    const { expression } = identity.source;
    const detail = `the authorizer "${name}" needs ${expression}, which is missing or empty`;
    return failGateway("UNAUTHORIZED", { detail });
  }
  if (identity.kind === "unknown") {
    return refuseUnemulated(`the identity source ${identity.source.expression} ("${name}")`);
  }
  const [token = ""] = identity.values;
  if (gets === "request" || validation === null) return identity.values;
  const verdict = checkToken(validation, token);
  if (verdict === "valid") return identity.values;
  const what = `identityValidationExpression of the authorizer "${name}"`;
  return verdict === "invalid"
    ? failGateway("UNAUTHORIZED", { detail: `the token does not match the ${what}` })
    : refuseUnemulated(`the ${what} for this token: it may match or not`);
}

type Asked = { readonly value: JsonValue } | { readonly failure: GatewayFailure };

async function ask(
  context: AuthorizingContext,
  authorizer: LambdaRouteAuthorizer,
  subject: AuthorizationSubject,
  identity: readonly string[],
): Promise<Asked> {
  const { name, functionId, permitted } = authorizer;
  if (functionId === null || !permitted) {
    const detail = `nothing permits API Gateway to invoke ${authorizer.reference} as the authorizer "${name}" (no AWS::Lambda::Permission, no credentials)`;
    return { failure: misconfigured(detail) };
  }
  const invocation = invocationFor(
    context,
    subject.arrival,
    eventFor(authorizer, subject, identity),
  );
  const limit = context.isDebugged(functionId) ? longestTimer : timeouts[subject.kind];
  const late = Promise.withResolvers<null>();
  const cancel = context.startTimer(limit, () => late.resolve(null));
  try {
    const result = await Promise.race([
      context.invoker.invoke(functionId, invocation),
      late.promise,
    ]);
    if (result !== null) return read(authorizer, subject, result);
    const detail = `the authorizer "${name}" did not answer within ${limit} ms`;
    return { failure: misconfigured(detail) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const detail = `the authorizer "${name}" could not be invoked: ${reason}`;
    return { failure: misconfigured(detail) };
  } finally {
    cancel();
  }
}

/** The error `Unauthorized` is a verdict, any other a fault; an HTTP API takes it returned as well. */
function read(
  { name }: LambdaRouteAuthorizer,
  subject: AuthorizationSubject,
  { payload, failure }: InvocationResult,
): Asked {
  const returned =
    subject.kind === "http" && isObject(payload) && payload["errorMessage"] === "Unauthorized";
  if (returned || (failure?.kind === "thrown" && failure.errorMessage === "Unauthorized")) {
    const detail = `the authorizer "${name}" ended with the error "Unauthorized"`;
    return { failure: failGateway("UNAUTHORIZED", { detail }) };
  }
  if (failure === null) return { value: payload };
  const detail = `the authorizer "${name}" failed: ${failure.errorType}: ${failure.errorMessage}`;
  return { failure: failGateway("AUTHORIZER_FAILURE", { detail }) };
}

function misconfigured(detail: string): GatewayFailure {
  return failGateway("AUTHORIZER_CONFIGURATION_ERROR", { detail });
}

function eventFor(
  { gets, format }: LambdaRouteAuthorizer,
  subject: AuthorizationSubject,
  identity: readonly string[],
): JsonObject {
  if (gets === "token") {
    const [authorizationToken = ""] = identity;
    return { type: "TOKEN", methodArn: subject.arn, authorizationToken };
  }
  const type = "REQUEST";
  const request = subject.event(format);
  if (format === "rest") return { type, methodArn: subject.arn, ...request };
  if (format === "2.0") {
    return { ...request, type, routeArn: subject.arn, identitySource: [...identity] };
  }
  const token = identity.join(",");
  return {
    ...request,
    type,
    methodArn: subject.arn,
    identitySource: token,
    authorizationToken: token,
  };
}

function judge(
  { name }: LambdaRouteAuthorizer,
  subject: AuthorizationSubject,
  { verdict, principalId, context, usageIdentifierKey }: AuthorizerResult,
  latencyMs: number,
): Authorization | GatewayFailure {
  const values: AuthorizerValues = { kind: "lambda", principalId, context, latencyMs };
  const deny = (reason: string, message?: string): GatewayFailure => ({
    ...failGateway("ACCESS_DENIED", {
      detail: `the authorizer "${name}" ${reason}`,
      ...(message === undefined ? {} : { message }),
    }),
    authorizer: values,
  });
  if ("isAuthorized" in verdict) {
    return verdict.isAuthorized
      ? { values, identity: {}, usageIdentifierKey }
      : deny("answered isAuthorized: false");
  }
  const { arn, arrival, endpoint, otherwise } = subject;
  const keys = requestKeys({ arrival, caller: anonymous, endpoint });
  const pass = { values, identity: {}, usageIdentifierKey };
  const decision = decideByPolicy(verdict.policy, { arn, keys, caller: anonymous });
  if (isUnknown(decision)) {
    return refuseUnemulated(`${decision.unknown} (policy of the authorizer "${name}")`);
  }
  switch (decision) {
    case "allow":
      return pass;
    case "explicit-deny":
      return deny(
        `denies ${arn}`,
        `${accessDenied} with an explicit deny in an identity-based policy`,
      );
    case "implicit-deny":
      if (isUnknown(otherwise)) return refuseUnemulated(`${otherwise.unknown} (resource policy)`);
      return otherwise ? pass : deny(`gave a policy that does not allow ${arn}`);
    case "malformed":
      return failGateway("AUTHORIZER_CONFIGURATION_ERROR", {
        detail: `the authorizer "${name}" gave a policyDocument that is no policy`,
      });
  }
}

const accessDenied = "User is not authorized to access this resource";
