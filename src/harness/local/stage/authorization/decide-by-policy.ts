import type { JsonValue } from "../../../core/json.ts";
import { readPolicy, searchPolicy, type PolicyRequest } from "./policy/policy-statements.ts";
import { isUnknown, type Unknown } from "./policy/truth.ts";

/** What a policy says of a request. */
export type PolicyDecision =
  | "allow"
  /** A statement denies it. */
  | "explicit-deny"
  /** No statement allows it. */
  | "implicit-deny"
  /** It is no policy: API Gateway answers 500 (AUTHORIZER_CONFIGURATION_ERROR). */
  | "malformed"
  /** It hangs on what only AWS knows. */
  | Unknown;

/**
 * Judges a policy document an authorizer returned (IAM policy grammar; API Gateway developer guide, "Output from
 * an API Gateway Lambda authorizer"): a Deny that matches beats every Allow; `*` and `?` are wildcards.
 *
 * @example
 * decideByPolicy({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }, request);
 */
export function decideByPolicy(document: JsonValue, request: PolicyRequest): PolicyDecision {
  const policy = readPolicy(document, "identity");
  if (policy === null) return "malformed";
  const { denies, allows } = searchPolicy(policy, request);
  if (denies === true) return "explicit-deny";
  if (isUnknown(denies)) return denies;
  if (isUnknown(allows)) return allows;
  return allows ? "allow" : "implicit-deny";
}
