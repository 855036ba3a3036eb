import type { JsonObject } from "../../../core/json.ts";
import { testKeys } from "./test-keys.ts";

/** What a token for tests says. */
export interface TokenContent {
  /** `iss`. */
  readonly issuer: string;
  /** `aud`; left out when there is none. */
  readonly audience: string | null;
  /** `scope`, with spaces between; left out when there are none. */
  readonly scopes: readonly string[];
  /** Further claims, over those that are made up: `sub`, `iat`, `exp` (an hour). */
  readonly claims: JsonObject;
}

/**
 * A token signed with the keys of the project on this machine, which the stage on this machine takes for every issuer
 * and nobody else does.
 *
 * @param root the project's folder
 * @param now milliseconds since the Unix epoch
 */
export async function makeToken(root: string, content: TokenContent, now: number): Promise<string> {
  const { importJWK, SignJWT } = await import("jose");
  const keys = await testKeys(root);
  const seconds = Math.floor(now / 1000);
  const { issuer, audience, scopes, claims } = content;
  const payload = {
    sub: "local-user",
    iss: issuer,
    ...(audience === null ? {} : { aud: audience }),
    ...(scopes.length === 0 ? {} : { scope: scopes.join(" ") }),
    iat: seconds,
    exp: seconds + 3600,
    ...claims,
  };
  const key = await importJWK(keys.privateKey, "RS256");
  return new SignJWT(payload).setProtectedHeader({ alg: "RS256", kid: keys.keyId }).sign(key);
}
