import { isJsonObject, isObject, type JsonObject } from "../../../core/json.ts";
import type { GivenCaller } from "../../../model/wiring/authorization/given-caller.ts";

/**
 * What authorizers are taken to say of every caller (`--as`), so that they are not asked. A Lambda
 * authorizer says `principalId`, `context` and `usageIdentifierKey`; a token of Cognito or of another
 * issuer says `claims` and `scopes`. Authorizers of the kind that is left out are asked as ever.
 */
export interface ConfiguredCaller {
  /** As a Lambda authorizer returns it; needed beside `context`. */
  readonly principalId?: string;
  /** As a Lambda authorizer returns it; REST APIs take texts, numbers and booleans. */
  readonly context?: JsonObject;
  /** What the usage plan counts on. */
  readonly usageIdentifierKey?: string;
  /** Claims of the token, as events have them: texts (numbers and booleans become texts). */
  readonly claims?: Readonly<Record<string, string | number | boolean>>;
  /** Scopes of the token that the route asks for. */
  readonly scopes?: readonly string[];
}

/** What is wrong with a caller. What its claims hold is not in it. */
export interface CallerFault {
  /** The members that lead to it. */
  readonly path: readonly string[];
  /** A clause without a full stop: `"claims" has to be an object`. */
  readonly message: string;
}

const members = ["principalId", "context", "usageIdentifierKey", "claims", "scopes"] as const;

/** The first thing that is wrong with a caller; `null` for a sound one. */
export function faultOfCaller(value: unknown): CallerFault | null {
  const known = `; a caller has ${members.join(", ")}`;
  if (!isObject(value)) return { path: [], message: `a caller has to be an object${known}` };
  const unknown = Object.keys(value).find((name) => !members.some((member) => member === name));
  if (unknown !== undefined)
    return { path: [unknown], message: `"${unknown}" says nothing${known}` };
  if (Object.keys(value).length === 0) return { path: [], message: `a caller is empty${known}` };
  return faultOfResult(value) ?? faultOfToken(value);
}

function faultOfResult(value: { readonly [key: string]: unknown }): CallerFault | null {
  const { principalId, context, usageIdentifierKey: key } = value;
  if (context !== undefined && !isJsonObject(context)) {
    return { path: ["context"], message: '"context" has to be an object' };
  }
  if (key !== undefined && typeof key !== "string") {
    return { path: ["usageIdentifierKey"], message: '"usageIdentifierKey" has to be a text' };
  }
  if (principalId !== undefined && typeof principalId !== "string") {
    return { path: ["principalId"], message: '"principalId" has to be a text' };
  }
  const alone = context === undefined ? "usageIdentifierKey" : "context";
  return principalId === undefined && (context ?? key) !== undefined
    ? { path: [alone], message: `"${alone}" needs a "principalId" beside it` }
    : null;
}

function faultOfToken(value: { readonly [key: string]: unknown }): CallerFault | null {
  const { claims, scopes } = value;
  if (claims !== undefined) {
    if (!isObject(claims)) return { path: ["claims"], message: '"claims" has to be an object' };
    const bad = Object.entries(claims).find(
      ([, claim]) => !["string", "number", "boolean"].includes(typeof claim),
    );
    if (bad !== undefined) {
      const message = `the claim "${bad[0]}" has to be a text, a number or a boolean`;
      return { path: ["claims", bad[0]], message };
    }
  }
  const isList = Array.isArray(scopes) && scopes.every((scope) => typeof scope === "string");
  return scopes === undefined || isList
    ? null
    : { path: ["scopes"], message: '"scopes" has to be a list of texts' };
}

/** Is it a caller as the configuration may name it? */
export function isConfiguredCaller(value: unknown): value is ConfiguredCaller {
  return faultOfCaller(value) === null;
}

/** A sound caller as the stage takes it. */
export function toGivenCaller(caller: ConfiguredCaller): GivenCaller {
  const { principalId, context, usageIdentifierKey, claims, scopes } = caller;
  return {
    lambda:
      principalId === undefined
        ? null
        : {
            kind: "lambda",
            principalId,
            context: context ?? {},
            usageIdentifierKey: usageIdentifierKey ?? null,
            latencyMs: null,
          },
    token:
      claims === undefined && scopes === undefined
        ? null
        : {
            kind: "claims",
            claims: Object.fromEntries(
              Object.entries(claims ?? {}).map(([name, claim]) => [name, String(claim)]),
            ),
            scopes: scopes ?? null,
          },
  };
}
