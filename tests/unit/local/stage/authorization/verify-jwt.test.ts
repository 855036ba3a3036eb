import { expect } from "chai";
import { exportSPKI, importJWK, SignJWT } from "jose";
import { before, describe, it } from "mocha";
import {
  verifyJwt,
  type JwtRules,
  type JwtVerdict,
} from "../../../../../src/harness/local/stage/authorization/verify-jwt.ts";
import { tokenSigner, type TokenSigner } from "../../../../support/stage/token-signer.ts";

const now = Date.UTC(2026, 6, 11, 8);
const seconds = now / 1000;
const issuer = "https://issuer.example.com";
const rules: JwtRules = { issuer, audiences: ["web", "app"], scopes: [] };
const good = { iss: issuer, aud: "web", exp: seconds + 60, iat: seconds, sub: "7" };

describe("verifyJwt", () => {
  let signer: TokenSigner;
  let other: TokenSigner;
  before(async () => {
    [signer, other] = await Promise.all([tokenSigner("a"), tokenSigner("a")]);
  });
  const judge = (
    token: string,
    own: Partial<JwtRules> = {},
    complete = true,
  ): Promise<JwtVerdict> =>
    verifyJwt(token, { ...rules, ...own }, { keys: new Map([["a", signer.jwk]]), complete }, now);
  const reasonOf = async (token: string, own: Partial<JwtRules> = {}): Promise<string> => {
    const verdict = await judge(token, own);
    return verdict.kind === "invalid" ? verdict.reason : verdict.kind;
  };

  // Developer guide, "Control access to HTTP APIs with JWT authorizers": what is validated.
  const claims = [
    ["a token that is whole", {}, "valid"],
    ["another audience of the list", { aud: "app" }, "valid"],
    ["a list of audiences", { aud: ["x", "app"] }, "valid"],
    ["client_id where there is no aud", { aud: undefined, client_id: "web" }, "valid"],
    ["not client_id where there is aud", { aud: "x", client_id: "web" }, "audience"],
    ["no other audience", { aud: "x" }, "audience"],
    ["no token without audience", { aud: undefined }, "audience"],
    ["no other issuer", { iss: `${issuer}/` }, "not from"],
    ["no token without issuer", { iss: undefined }, "not from"],
    ["no expired token", { exp: seconds }, "expired"],
    ["no token that never expires", { exp: undefined }, "exp"],
    ["no token that is not valid yet", { nbf: seconds + 1 }, "nbf"],
    ["a token valid from now on", { nbf: seconds }, "valid"],
    ["no token from the future", { iat: seconds + 1 }, "iat"],
    ["no time that is none", { iat: "today" }, "iat"],
  ] as const;
  for (const [what, change, expected] of claims) {
    it(`takes ${what}`, async () => {
      const payload = Object.fromEntries(
        Object.entries({ ...good, ...change }).filter(([, value]) => value !== undefined),
      );
      expect(await reasonOf(await signer.sign(payload))).to.include(expected);
    });
  }

  it("does not look at the audience where none is asked", async () => {
    expect(
      (await judge(await signer.sign({ ...good, aud: "x" }), { audiences: null })).kind,
    ).to.equal("valid");
  });

  it("asks for one of the scopes, in `scope` or in `scp`", async () => {
    const withScope = await signer.sign({ ...good, scope: "openid orders:read" });
    const withList = await signer.sign({ ...good, scp: ["orders:read"] });
    const scopes = ["orders:write", "orders:read"];
    expect(await judge(withScope, { scopes })).to.deep.include({
      kind: "valid",
      scopes: ["openid", "orders:read"],
    });
    expect((await judge(withList, { scopes })).kind).to.equal("valid");
    for (const token of [withScope, withList, await signer.sign(good)]) {
      expect((await judge(token, { scopes: ["orders"] })).kind).to.equal("insufficient-scope");
    }
    expect(await judge(await signer.sign(good))).to.deep.include({ scopes: null });
  });

  it("refuses a signature of another key, a changed payload and one without a signature", async () => {
    const token = await signer.sign(good);
    const [head = "", , signature = ""] = token.split(".");
    const payload = Buffer.from(JSON.stringify({ ...good, sub: "8" })).toString("base64url");
    expect(await reasonOf(await other.sign(good))).to.include("signature");
    expect(await reasonOf(`${head}.${payload}.${signature}`)).to.include("signature");
    expect(await reasonOf(`${token.slice(0, -1 - signature.length)}.`)).to.include("signature");
  });

  it("takes RSA alone: neither `none`, nor a secret, nor the public key as a secret", async () => {
    const key = await importJWK({ ...signer.jwk, ext: true }, "RS256", { extractable: true });
    if (key instanceof Uint8Array) throw new Error("a public key was expected");
    const secret = new TextEncoder().encode(await exportSPKI(key));
    const header = { alg: "HS256", kid: "a" };
    const confused = await new SignJWT(good).setProtectedHeader(header).sign(secret);
    const plain = Buffer.from('{"alg":"none","kid":"a"}').toString("base64url");
    const payload = Buffer.from(JSON.stringify(good)).toString("base64url");
    const elliptic = await tokenSigner("a", "ES256");

    for (const token of [confused, `${plain}.${payload}.`, await elliptic.sign(good)]) {
      expect(await reasonOf(token)).to.include("is not RSA");
    }
  });

  for (const alg of ["RS384", "RS512"]) {
    it(`takes ${alg}`, async () => {
      const long = await tokenSigner("b", alg);
      const source = { keys: new Map([["b", long.jwk]]), complete: true };
      expect((await verifyJwt(await long.sign(good), rules, source, now)).kind).to.equal("valid");
    });
  }

  it("cannot tell where the key is unknown and not all keys are known", async () => {
    const token = await signer.sign(good, { kid: "b" });
    expect(await judge(token, {}, false)).to.deep.equal({ kind: "unknown-key", keyId: "b" });
    expect(await reasonOf(token)).to.include('"b"');
    expect(await reasonOf(await signer.sign(good, { kid: "" }))).to.include("kid");
    // What is wrong anyway needs no key.
    const expired = await signer.sign({ ...good, exp: seconds }, { kid: "b" });
    expect((await judge(expired, {}, false)).kind).to.equal("invalid");
  });

  for (const token of ["", "x", "a.b.c", "a.b", "....", `e30.${"x".repeat(100)}.`, "e30.W10.x"]) {
    it(`takes ${JSON.stringify(token.slice(0, 12))} for no token`, async () => {
      expect(await reasonOf(token)).to.equal("it is no JSON Web Token");
    });
  }
});
