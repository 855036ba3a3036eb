import { isIP } from "node:net";
import { isObject } from "../../../core/json.ts";

/** An access key whose owner is told apart: a user or a session of a role, of this account or another. */
export interface ConfiguredAccessKey {
  readonly secret: string;
  /** `arn:aws:iam::111122223333:user/partner`, `arn:aws:sts::111122223333:assumed-role/reader/session`. */
  readonly arn: string;
}

/** Whom the stage on this machine knows beside itself. */
export interface ConfiguredIdentity {
  /**
   * Where the public keys of an issuer are: a JSON file (a JWK set) or the URL of one, which is asked then. Tokens
   * made here are taken for every issuer.
   */
  readonly issuers?: Readonly<Record<string, string>>;
  /**
   * Access keys whose signatures are taken: the secret, or secret and owner. Default: the key `local` with the secret
   * `local`. A key without an owner is a user `local` of the account.
   */
  readonly accessKeys?: Readonly<Record<string, string | ConfiguredAccessKey>>;
  /** Values of API keys by logical id; other names are further keys. */
  readonly apiKeys?: Readonly<Record<string, string>>;
  /** The address requests are taken to come from, instead of that of this machine; as `--source-ip`. */
  readonly sourceIp?: string;
}

const maps = ["issuers", "apiKeys"] as const;

/** The members of `identity`. */
export const identityMembers: readonly string[] = ["issuers", "accessKeys", "apiKeys", "sourceIp"];

const owner = /^arn:[^:]+:(?:iam::\d{12}:user\/|sts::\d{12}:assumed-role\/[^/]+\/)[^\s]+$/u;

/** Is it an identity as the configuration may name it? */
export function isConfiguredIdentity(value: unknown): value is ConfiguredIdentity {
  if (!isObject(value)) return false;
  const { accessKeys, sourceIp } = value;
  const keys = accessKeys === undefined || isMapOf(accessKeys, isAccessKey);
  const address = sourceIp === undefined || (typeof sourceIp === "string" && isIP(sourceIp) !== 0);
  const others = maps.every((name) => value[name] === undefined || isMapOf(value[name], isText));
  return keys && address && others;
}

function isMapOf(value: unknown, test: (member: unknown) => boolean): boolean {
  return isObject(value) && Object.values(value).every(test);
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function isAccessKey(value: unknown): boolean {
  if (!isObject(value)) return isText(value);
  const { secret, arn, ...others } = value;
  const isOwned = typeof arn === "string" && owner.test(arn);
  return isText(secret) && isOwned && Object.keys(others).length === 0;
}
