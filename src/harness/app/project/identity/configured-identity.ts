import { isObject } from "../../../core/json.ts";

/** Whom the stage on this machine knows beside itself. */
export interface ConfiguredIdentity {
  /**
   * Where the public keys of an issuer are: a JSON file (a JWK set) or the URL of one, which is asked then. Tokens
   * made here are taken for every issuer.
   */
  readonly issuers?: Readonly<Record<string, string>>;
  /** Secrets of access keys whose signatures are taken. Default: the key `local` with the secret `local`. */
  readonly accessKeys?: Readonly<Record<string, string>>;
  /** Values of API keys by logical id; other names are further keys. */
  readonly apiKeys?: Readonly<Record<string, string>>;
}

const members = ["issuers", "accessKeys", "apiKeys"] as const;

/** The members of `identity`. */
export const identityMembers: readonly string[] = members;

/** Is it an identity as the configuration may name it? */
export function isConfiguredIdentity(value: unknown): value is ConfiguredIdentity {
  if (!isObject(value)) return false;
  return members.every((name) => {
    const map = value[name];
    return (
      map === undefined ||
      (isObject(map) && Object.values(map).every((each) => typeof each === "string" && each !== ""))
    );
  });
}
