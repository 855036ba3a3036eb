import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { JWK } from "jose";
import { isObject } from "../../../core/json.ts";
import { LockstepError } from "../../../core/lockstep-error.ts";
import type { StageIdentity } from "../../../local/stage/authorization/stage-identity.ts";
import type { ResolvedConfig } from "../project-config.ts";
import { testKeys } from "./test-keys.ts";

/** The access key that functions of the stage on this machine sign with. */
export const localAccessKey = { accessKeyId: "local", secretAccessKey: "local" } as const;

/** Milliseconds; API Gateway waits as long for keys. */
const patience = 1500;
/** Milliseconds that keys from a URL are taken for. */
const keptMs = 5 * 60_000;
/** Bytes of a key set; those of real issuers have a few thousand. */
const mostBytes = 256 * 1024;

/** Whom the stage of a project knows: the keys made here, and what the configuration names. */
export function projectIdentity({ root, identity }: ResolvedConfig): StageIdentity {
  const sets = new Map<string, { readonly keys: readonly JWK[]; readonly at: number }>();
  const accessKeys = new Map(
    Object.entries(
      identity.accessKeys ?? { [localAccessKey.accessKeyId]: localAccessKey.secretAccessKey },
    ),
  );
  const named = new Map(Object.entries(identity.issuers ?? {}));
  const read = async (place: string): Promise<readonly JWK[]> => {
    const known = sets.get(place);
    if (known !== undefined && Date.now() - known.at < keptMs) return known.keys;
    const keys = /^https?:/u.test(place) ? await fetchKeys(place) : readKeyFile(root, place);
    sets.set(place, { keys, at: Date.now() });
    return keys;
  };
  return {
    keysOf: async (issuer) => {
      const place = named.get(issuer);
      const others = place === undefined ? [] : await read(place);
      const { publicKey } = await testKeys(root);
      const entries = [...others, publicKey].flatMap((key): [string, JWK][] =>
        key.kid === undefined ? [] : [[key.kid, key]],
      );
      return { keys: new Map(entries), complete: place !== undefined };
    },
    secretOf: (id) => {
      const key = accessKeys.get(id) ?? null;
      return typeof key === "object" ? (key?.secret ?? null) : key;
    },
    arnOf: (id) => {
      const key = accessKeys.get(id) ?? null;
      return typeof key === "object" ? (key?.arn ?? null) : null;
    },
    apiKeys: identity.apiKeys ?? {},
  };
}

function readKeyFile(root: string, file: string): readonly JWK[] {
  try {
    return keysOf(JSON.parse(readFileSync(resolve(root, file), "utf8")), file);
  } catch (error) {
    if (error instanceof LockstepError) throw error;
    throw unreadable(file, error);
  }
}

async function fetchKeys(url: string): Promise<readonly JWK[]> {
  try {
    const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(patience) });
    const text = await readText(response);
    if (!response.ok) throw new Error(`it answered ${response.status}`);
    return keysOf(JSON.parse(text), url);
  } catch (error) {
    if (error instanceof LockstepError) throw error;
    throw unreadable(url, error);
  }
}

async function readText({ body }: Response): Promise<string> {
  if (body === null) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength;
    if (size > mostBytes) {
      await reader.cancel();
      throw new Error(`it is longer than ${mostBytes} bytes`);
    }
    chunks.push(next.value);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function keysOf(value: unknown, place: string): readonly JWK[] {
  const keys = isObject(value) ? value["keys"] : undefined;
  const list: readonly unknown[] = Array.isArray(keys) ? keys : [];
  const usable = list.filter(
    (key): key is JWK => isObject(key) && key["kty"] === "RSA" && typeof key["kid"] === "string",
  );
  if (usable.length > 0) return usable;
  throw unreadable(place, new Error("it holds no RSA key with a kid"));
}

function unreadable(place: string, error: unknown): LockstepError {
  const reason = error instanceof Error ? error.message : String(error);
  return new LockstepError({
    code: "project/config-invalid",
    message: `The keys of an issuer cannot be read from ${place}: ${reason}.`,
    hint: "Name a JWK set under identity.issuers of the configuration: a JSON file or the URL of one.",
  });
}
