import { exportJWK, generateKeyPair, SignJWT, type JWK, type JWTPayload } from "jose";

/** A pair of keys whose tokens tests make. */
export interface TokenSigner {
  readonly keyId: string;
  /** The public half. */
  readonly jwk: JWK;
  sign(payload: JWTPayload, header?: Readonly<Record<string, string>>): Promise<string>;
}

/** Makes a pair of keys for an algorithm. */
export async function tokenSigner(keyId: string, alg = "RS256"): Promise<TokenSigner> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return {
    keyId,
    jwk: { ...(await exportJWK(publicKey)), kid: keyId, alg },
    sign: (payload, header) =>
      new SignJWT(payload).setProtectedHeader({ alg, kid: keyId, ...header }).sign(privateKey),
  };
}
