import { request as requestHttp, type IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";
import type { HttpRequest, HttpResponse } from "../../../core/http-message.ts";

/** Why a server gave no answer. */
export interface SendFailure {
  readonly kind: "unreachable" | "too-large";
  readonly reason: string;
}

/** The largest answer of a server that is taken, in bytes: API Gateway's payload limit. */
const largestAnswer = 10 * 1024 * 1024;

/**
 * Sends a request to the origin of a URL and reads the answer whole. Redirects are not followed, as API
 * Gateway does not. `signal` ends it.
 */
export function sendRequest(
  origin: string,
  { method, path, query, headers, body }: HttpRequest,
  signal: AbortSignal,
): Promise<HttpResponse | SendFailure> {
  const url = new URL(origin);
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve) => {
    const fail = (error: Error): void => {
      resolve({ kind: "unreachable", reason: error.message });
    };
    try {
      const outgoing = send(url, {
        method,
        path: query === "" ? path : `${path}?${query}`,
        headers: headers.flat(),
        agent: false,
        signal,
      });
      outgoing.on("response", (incoming) => {
        incoming.on("error", fail);
        readAnswer(incoming).then(resolve, fail);
      });
      outgoing.on("error", fail);
      outgoing.end(body ?? undefined);
    } catch (error) {
      // Node.js throws for a path or header that no request line can hold.
      fail(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

async function readAnswer(incoming: IncomingMessage): Promise<HttpResponse | SendFailure> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    if (!(chunk instanceof Buffer)) continue;
    size += chunk.length;
    if (size > largestAnswer) {
      incoming.destroy();
      return { kind: "too-large", reason: `the answer is larger than ${largestAnswer} bytes` };
    }
    chunks.push(chunk);
  }
  const headers: [string, string][] = [];
  for (let at = 0; at < incoming.rawHeaders.length; at += 2) {
    headers.push([incoming.rawHeaders[at] ?? "", incoming.rawHeaders[at + 1] ?? ""]);
  }
  return { status: incoming.statusCode ?? 502, headers, body: Buffer.concat(chunks) };
}
