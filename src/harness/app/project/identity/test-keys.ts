import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { JWK } from "jose";
import { isObject } from "../../../core/json.ts";

/** The pair of keys that signs tokens for tests on this machine. */
export interface TestKeys {
  readonly keyId: string;
  readonly publicKey: JWK;
  readonly privateKey: JWK;
}

/** Bits; what API Gateway takes at least. */
const modulusLength = 2048;

/**
 * The keys of a project, in `.lockstep/keys/tokens.json`: made when they are first needed, and the same for every
 * process, also when several begin at once. Where the folder cannot be written, they last as long as the process.
 */
export function testKeys(root: string): Promise<TestKeys> {
  const known = byRoot.get(root);
  if (known !== undefined) return known;
  const fresh = loadKeys(join(root, ".lockstep", "keys", "tokens.json"));
  byRoot.set(root, fresh);
  return fresh;
}

const byRoot = new Map<string, Promise<TestKeys>>();

async function loadKeys(file: string): Promise<TestKeys> {
  const kept = readKeys(file);
  if (kept !== null) return kept;
  const made = await makeKeys();
  keep(file, made);
  // Another process may have been first.
  return readKeys(file) ?? made;
}

async function makeKeys(): Promise<TestKeys> {
  const { exportJWK, generateKeyPair } = await import("jose");
  const pair = await generateKeyPair("RS256", { extractable: true, modulusLength });
  const keyId = `lockstep-${randomUUID()}`;
  const [publicKey, privateKey] = await Promise.all([
    exportJWK(pair.publicKey),
    exportJWK(pair.privateKey),
  ]);
  return { keyId, publicKey: { ...publicKey, kid: keyId, alg: "RS256" }, privateKey };
}

/** Whole or not at all: a link is made of what was written elsewhere, unless somebody was first. */
function keep(file: string, keys: TestKeys): void {
  const draft = `${file}.${randomUUID()}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(draft, JSON.stringify(keys), { mode: 0o600 });
    if (readKeys(file) === null) rmSync(file, { force: true });
    linkSync(draft, file);
  } catch {
    // Somebody was first, or nothing can be written here.
  } finally {
    rmSync(draft, { force: true });
  }
}

function readKeys(file: string): TestKeys | null {
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    return isKeys(value) ? value : null;
  } catch {
    return null;
  }
}

function isKeys(value: unknown): value is TestKeys {
  return (
    isObject(value) &&
    typeof value["keyId"] === "string" &&
    isRsa(value["publicKey"]) &&
    isRsa(value["privateKey"])
  );
}

function isRsa(value: unknown): boolean {
  return isObject(value) && value["kty"] === "RSA" && typeof value["n"] === "string";
}
