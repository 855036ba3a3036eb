import { createHash, createHmac, type Hash, type Hmac } from "node:crypto";
import type { HeaderLine, HttpRequest } from "../../../core/http-message.ts";

/** What a signature is made for. */
export interface Signing {
  readonly region: string;
  readonly service: string;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

/** SHA-256 as the signer asks for it: with a secret an HMAC. */
class Sha256 {
  private readonly hash: Hash | Hmac;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash =
      secret === undefined ? createHash("sha256") : createHmac("sha256", toBuffer(secret));
  }

  update(chunk: string | ArrayBuffer | ArrayBufferView): void {
    this.hash.update(toBuffer(chunk));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.hash.digest());
  }

  reset(): void {
    throw new Error("A hash is used once.");
  }
}

function toBuffer(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === "string") return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    : Buffer.from(data);
}

/**
 * The headers of a request to the local AWS endpoint, with a signature (SigV4) by keys that open nothing:
 * the endpoint tells the service from it.
 */
export async function signRequest(
  endpoint: string,
  { method, path, query, headers, body }: HttpRequest,
  { region, service, now }: Signing,
): Promise<readonly HeaderLine[]> {
  const { SignatureV4 } = await import("@smithy/signature-v4");
  const signer = new SignatureV4({
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    region,
    service,
    sha256: Sha256,
  });
  const { protocol, hostname, port } = new URL(endpoint);
  const signed = await signer.sign(
    {
      method,
      protocol,
      hostname,
      ...(port === "" ? {} : { port: Number(port) }),
      path,
      query: Object.fromEntries(new URLSearchParams(query)),
      headers: Object.fromEntries(headers),
      ...(body === null ? {} : { body }),
    },
    { signingDate: new Date(now) },
  );
  return Object.entries(signed.headers);
}
