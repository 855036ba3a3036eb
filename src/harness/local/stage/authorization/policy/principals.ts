import { isObject } from "../../../../core/json.ts";
import type { Truth } from "./truth.ts";

/** Who calls, as policies name callers. */
export interface Caller {
  /**
   * `arn:aws:iam::123456789012:user/local`, `arn:aws:sts::123456789012:assumed-role/role/session`; `null` for one who
   * did not sign.
   */
  readonly arn: string | null;
}

/** Whom a statement of a resource policy is for. */
export type Principals = (caller: Caller) => Truth;

/** One who did not sign. */
export const anonymous: Caller = { arn: null };

/**
 * Reads `Principal` or `NotPrincipal` of a statement; `null` where neither can be read. Accounts stand for all their
 * users and roles, a role for its sessions; wildcards within an ARN stand for nothing.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function readPrincipals(these: unknown, allBut: unknown): Principals | null {
  if ((these === undefined) === (allBut === undefined)) return null;
  const names = namesOf(these ?? allBut);
  if (names === null) return null;
  const isNamed = ({ arn }: Caller): boolean =>
    names.some((name) => name === "*" || (arn !== null && matchesArn(name, arn)));
  if (allBut === undefined) return isNamed;
  return (caller) => {
    if (caller.arn === null) return !isNamed(caller);
    // Whether the account has to be named beside its user or role depends on the caller.
    return { unknown: `NotPrincipal of a resource policy for signed requests (${caller.arn})` };
  };
}

/** Kinds of principals that no caller here is: services, other identity providers, users by their canonical id. */
const others: ReadonlySet<string> = new Set(["Service", "Federated", "CanonicalUser"]);

function namesOf(principal: unknown): readonly string[] | null {
  if (principal === "*") return ["*"];
  if (!isObject(principal) || Object.keys(principal).length === 0) return null;
  const names: string[] = [];
  for (const [kind, value] of Object.entries(principal)) {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    const texts = list.flatMap((each) => (typeof each === "string" ? [each] : []));
    if (texts.length === 0 || texts.length < list.length) return null;
    if (kind === "AWS") names.push(...texts);
    else if (!others.has(kind)) return null;
  }
  return names;
}

const account = /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/u;
const session = /^(arn:[^:]+):sts::(\d{12}):assumed-role\/([^/]+)\/.+$/u;

/** The account an ARN belongs to. */
export function accountOfArn(arn: string): string {
  return arn.split(":")[4] ?? "";
}

/** The role of a session; any other ARN is its own. */
export function principalArnOf(arn: string): string {
  const [, partition, id, role] = session.exec(arn) ?? [];
  return role === undefined ? arn : `${partition}:iam::${id}:role/${role}`;
}

function matchesArn(name: string, arn: string): boolean {
  const [, id] = account.exec(name) ?? [];
  return id === undefined ? name === arn || name === principalArnOf(arn) : id === accountOfArn(arn);
}
