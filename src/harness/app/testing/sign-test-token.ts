import type { JsonValue } from "../../core/json.ts";
import { openProject, type ProjectOptions } from "./open-project.ts";

/** What a token for a test says; what is left out is taken from the template's authorizer. */
export interface TestTokenOptions extends ProjectOptions {
  /** Name of an authorizer, or its issuer. Default: the only one that takes tokens. */
  readonly issuer?: string;
  /** `aud`. Default: the authorizer's first audience. */
  readonly audience?: string;
  readonly scopes?: readonly string[];
  /** Over `sub` (`local-user`), `iat` and `exp` (an hour from now). */
  readonly claims?: Readonly<Record<string, JsonValue>>;
}

/**
 * Signs a token for Cognito and JWT authorizers of the stage on this machine, with keys that are made for the project
 * and kept in `.lockstep`. No other stage takes it.
 *
 * @throws LockstepError `project/token-issuer-unknown` where it cannot be told which authorizer is meant
 * @example
 * const token = await signTestToken({ claims: { sub: "user-1" }, scopes: ["orders/read"] });
 * await api.call("getOrder", { path: { orderId: "1" }, headers: { Authorization: `Bearer ${token}` } });
 */
export async function signTestToken(options: TestTokenOptions = {}): Promise<string> {
  const project = await openProject(options);
  const { mintTokenFor } = await import("../project/identity/mint-token.ts");
  const { issuer = null, audience = null, scopes = [], claims = {} } = options;
  return mintTokenFor(project, { issuer, audience, scopes, claims });
}
