import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { LockstepError } from "../../core/lockstep-error.ts";
import type { TlsFiles } from "../../local/stage/listen.ts";

/** Files of a certificate and its key as typed: both, or it is an error. */
export interface TlsPaths {
  readonly cert: string | undefined;
  readonly key: string | undefined;
}

/** Reads certificate and key. Throws `stage/tls-unusable` where one is missing. */
export function readTls({ cert, key }: TlsPaths): TlsFiles {
  return { cert: read("--ssl-cert-file", cert), key: read("--ssl-key-file", key) };
}

function read(option: string, file: string | undefined): string {
  if (file === undefined)
    throw new LockstepError({
      code: "stage/tls-unusable",
      message: `HTTPS needs a certificate and its key, and ${option} is missing.`,
    });
  try {
    return readFileSync(resolve(file), "utf8");
  } catch (error) {
    throw new LockstepError({
      code: "stage/tls-unusable",
      message: `${option}: ${file} cannot be read.`,
      cause: error,
    });
  }
}
