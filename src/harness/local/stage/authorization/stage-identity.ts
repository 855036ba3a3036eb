import type { JwtKeySource } from "./verify-jwt.ts";

/** Whom a stage knows, and by what: keys of issuers, of callers, of clients. */
export interface StageIdentity {
  /** The keys of an issuer. Rejects with `LockstepError` where those that were named cannot be read. */
  keysOf(issuer: string): Promise<JwtKeySource>;
  /** The secret of an access key; `null` for one nobody knows. */
  secretOf(accessKeyId: string): string | null;
  /** Who owns an access key; `null` for a user `local` of the account. */
  arnOf(accessKeyId: string): string | null;
  /** Values of API keys by name. */
  readonly apiKeys: Readonly<Record<string, string>>;
}

/** Knows nobody: tokens cannot be judged, signatures are of unknown keys. */
export const knowsNobody: StageIdentity = {
  keysOf: () => Promise.resolve({ keys: new Map(), complete: false }),
  secretOf: () => null,
  arnOf: () => null,
  apiKeys: {},
};
