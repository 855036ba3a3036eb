import { isObject, type JsonObject, type JsonValue } from "../../../core/json.ts";

/** Values of `requestContext.identity` that an authorisation fills in; the rest stays as it is. */
export type IdentityValues = Readonly<
  Record<string, string | null | Readonly<Record<string, JsonValue>>>
>;

/** What an authorizer found out about a caller. */
export type AuthorizerValues =
  | {
      readonly kind: "lambda";
      /** `null` where the result has none: simple responses. */
      readonly principalId: string | null;
      /** As the function returned it; REST APIs hand every value on as text. */
      readonly context: JsonObject;
      /** Milliseconds the function took, 0 for a kept result; `null` where nobody was asked. */
      readonly latencyMs: number | null;
    }
  | {
      /** Cognito on a REST API, a JWT on an HTTP API. */
      readonly kind: "claims";
      readonly claims: Readonly<Record<string, string>>;
      /** `null` where the route asks for none. */
      readonly scopes: readonly string[] | null;
    }
  /** A signature: `requestContext.authorizer.iam` of HTTP APIs; REST APIs say it in `identity`. */
  | { readonly kind: "iam"; readonly iam: JsonObject };

/** A request that may pass, with what its caller turned out to be. */
export interface Authorization {
  /** `null` on a route without an authorizer. */
  readonly values: AuthorizerValues | null;
  /** What goes over `requestContext.identity`. */
  readonly identity: IdentityValues;
  /** What the usage plan counts on where the API takes its keys from authorizers. */
  readonly usageIdentifierKey: string | null;
}

/** A request that nobody had to let in. */
export const open: Authorization = { values: null, identity: {}, usageIdentifierKey: null };

/**
 * `requestContext.authorizer` of an event of a REST API: values of the context as texts beside
 * `principalId` and `integrationLatency`; `undefined` leaves it out.
 */
export function restAuthorizerOf(values: AuthorizerValues | null): JsonObject | undefined {
  switch (values?.kind) {
    case "lambda":
      return {
        ...textValues(values.context),
        ...(values.principalId === null ? {} : { principalId: values.principalId }),
        // A result that is given, like one that is kept, took no time.
        integrationLatency: values.latencyMs ?? 0,
      };
    // A user pool's scopes are looked at and not handed on.
    case "claims":
      return { claims: { ...values.claims } };
    default:
      return undefined;
  }
}

/** `requestContext.authorizer` of an event of an HTTP API; `undefined` leaves it out of format 2.0. */
export function httpAuthorizerOf(
  values: AuthorizerValues | null,
  format: "1.0" | "2.0",
): JsonObject | undefined {
  if (format === "1.0") return firstFormat(values);
  switch (values?.kind) {
    case "lambda":
      return { lambda: Object.keys(values.context).length === 0 ? null : values.context };
    case "claims":
      return {
        jwt: {
          claims: { ...values.claims },
          scopes: values.scopes === null ? null : [...values.scopes],
        },
      };
    case "iam":
      return { iam: values.iam };
    default:
      return undefined;
  }
}

/** Format 1.0 has `claims` and `scopes` always; the rest is assumed to be as on a REST API. */
function firstFormat(values: AuthorizerValues | null): JsonObject {
  const empty = { claims: null, scopes: null };
  if (values?.kind !== "claims") return { ...empty, ...restAuthorizerOf(values) };
  return {
    claims: { ...values.claims },
    scopes: values.scopes === null ? null : [...values.scopes],
  };
}

/** Each value as text, as REST APIs have them in events and in `$context.authorizer`. */
export function textValues(context: JsonObject): Readonly<Record<string, string>> {
  const entries = Object.entries(context).map(([name, value]): [string, string] => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return Object.fromEntries(entries);
}

/** `$context.authorizer.NAME` (without the prefix); `null` where there is no such value. */
export function authorizerVariable(values: AuthorizerValues | null, name: string): string | null {
  let value: unknown = values?.kind === "iam" ? values.iam : restAuthorizerOf(values);
  for (const part of name.split(".")) {
    value = isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  }
  if (value === undefined || value === null) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}
