import { decodeProtectedHeader, errors, importJWK, jwtVerify, type JWK } from "jose";
import { isJsonObject, type JsonObject } from "../../../core/json.ts";

/** What an authorizer asks of a token. */
export interface JwtRules {
  /** The `iss` of the token, exactly. */
  readonly issuer: string;
  /** One of them must be in `aud` or be the `client_id`; `null` when nobody looks. */
  readonly audiences: readonly string[] | null;
  /** The token must carry one of them in `scope` or `scp`; none when the route asks for none. */
  readonly scopes: readonly string[];
}

/** The public keys of an issuer, by `kid`. */
export type JwtKeys = ReadonlyMap<string, JWK>;

/** Where the keys of an issuer come from. */
export interface JwtKeySource {
  readonly keys: JwtKeys;
  /** False when the issuer has others that are not known here. */
  readonly complete: boolean;
}

/** What came of looking at a token. */
export type JwtVerdict =
  | {
      readonly kind: "valid";
      readonly claims: JsonObject;
      /** All that the token carries; `null` when it says nothing of scopes. */
      readonly scopes: readonly string[] | null;
    }
  | { readonly kind: "invalid"; readonly reason: string; readonly expired: boolean }
  | { readonly kind: "insufficient-scope" }
  /** Signed with a key nobody here knows: cannot tell. */
  | { readonly kind: "unknown-key"; readonly keyId: string };

/** API Gateway takes RSA keys alone. */
const algorithms = ["RS256", "RS384", "RS512"];

function invalid(reason: string, expired = false): JwtVerdict {
  return { kind: "invalid", reason, expired };
}

/**
 * Judges a JSON Web Token as API Gateway does: `kid`, signature (RSA only), `iss`, `aud` or `client_id`, `exp`,
 * `nbf`, `iat`, and scopes in `scope` or `scp`. Claims are looked at first: a token that is wrong anyway needs no key.
 * Never rejects for what the token holds.
 *
 * @param now milliseconds since the Unix epoch
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 * @example
 * const verdict = await verifyJwt(token, { issuer, audiences: ["web"], scopes: [] }, source, clock.now());
 */
export async function verifyJwt(
  token: string,
  rules: JwtRules,
  { keys, complete }: JwtKeySource,
  now: number,
): Promise<JwtVerdict> {
  const parts = readParts(token);
  if (parts === null) return invalid("it is no JSON Web Token");
  const { algorithm, keyId, claims } = parts;
  if (!algorithms.includes(algorithm)) return invalid(`the signing method ${algorithm} is not RSA`);
  if (keyId === null) return invalid("its header names no key (kid)");
  const fault = faultOf(claims, rules, now);
  if (fault !== null) return fault;
  const key = keys.get(keyId);
  if (key === undefined) {
    return complete
      ? invalid(`no key of the issuer is "${keyId}"`)
      : { kind: "unknown-key", keyId };
  }
  try {
    const options = { algorithms, currentDate: new Date(now) };
    await jwtVerify(token, await importJWK(key, algorithm), options);
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) {
      return invalid("its signature is not that of the key");
    }
    throw error;
  }
  const scopes = scopesOf(claims);
  if (rules.scopes.length > 0 && !rules.scopes.some((scope) => scopes?.includes(scope) === true)) {
    return { kind: "insufficient-scope" };
  }
  return { kind: "valid", claims, scopes };
}

interface TokenParts {
  readonly algorithm: string;
  readonly keyId: string | null;
  readonly claims: JsonObject;
}

function readParts(token: string): TokenParts | null {
  const [, payload, ...rest] = token.split(".");
  if (payload === undefined || rest.length !== 1) return null;
  try {
    const header = decodeProtectedHeader(token);
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    if (!isJsonObject(claims)) return null;
    const { alg, kid } = header;
    return {
      algorithm: typeof alg === "string" ? alg : "none",
      keyId: typeof kid === "string" && kid !== "" ? kid : null,
      claims,
    };
  } catch {
    return null;
  }
}

/** What is wrong with the claims of a token; seconds, without leeway. */
function faultOf(claims: JsonObject, rules: JwtRules, now: number): JwtVerdict | null {
  const { iss, exp, nbf, iat } = claims;
  const seconds = now / 1000;
  if (iss !== rules.issuer)
    return invalid(`it comes from ${JSON.stringify(iss ?? null)}, not from ${rules.issuer}`);
  if (typeof exp !== "number") return invalid("it does not say when it expires (exp)");
  if (exp <= seconds) return invalid("the token has expired", true);
  if (isLater(nbf, seconds)) return invalid("it is not valid yet (nbf)");
  if (isLater(iat, seconds)) return invalid("it was issued in the future (iat)");
  if (rules.audiences !== null && !hasAudience(claims, rules.audiences)) {
    return invalid("the token does not have a valid audience");
  }
  return null;
}

/** A time that is there must be a number that lies behind. */
function isLater(value: unknown, seconds: number): boolean {
  return value !== undefined && !(typeof value === "number" && value <= seconds);
}

/** `client_id` counts only where there is no `aud`. */
function hasAudience(
  { aud, client_id: client }: JsonObject,
  audiences: readonly string[],
): boolean {
  const named: readonly unknown[] = Array.isArray(aud) ? aud : [aud ?? client];
  return named.some((each) => typeof each === "string" && audiences.includes(each));
}

/** `scope` is text with spaces between, `scp` that or a list. */
function scopesOf({ scope, scp }: JsonObject): readonly string[] | null {
  const written = scope ?? scp;
  if (typeof written === "string") return written.split(" ").filter((each) => each !== "");
  if (!Array.isArray(written)) return null;
  return written.filter((each) => typeof each === "string");
}
