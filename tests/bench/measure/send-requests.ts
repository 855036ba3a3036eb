import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** What a burst of requests came to. */
export interface Burst {
  readonly requests: number;
  readonly seconds: number;
}

const headerEnd = "\r\n\r\n";

/** What is sent again and again. */
export interface BenchRequest {
  readonly url: string;
  /** JSON of a POST; `null` makes it a GET. */
  readonly body: string | null;
}

/** Bytes of the first whole answer in what arrived so far, 0 when there is none yet. */
function answerLength(received: Buffer): number {
  const end = received.indexOf(headerEnd);
  if (end === -1) return 0;
  const head = received.toString("latin1", 0, end);
  if (!head.startsWith("HTTP/1.1 20")) throw new Error(`unexpected answer: ${head}`);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`an answer without Content-Length: ${head}`);
  const whole = end + headerEnd.length + Number(length);
  return received.length < whole ? 0 : whole;
}

/** Sends one request after the other on a connection until the time is up; gives how many were answered. */
function sendUntil(socket: Socket, request: Buffer, deadline: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let answered = 0;
    let received = Buffer.alloc(0);
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("the server closed the connection")));
    socket.on("data", (chunk) => {
      try {
        received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
        const length = answerLength(received);
        if (length === 0) return;
        received = received.subarray(length);
        answered += 1;
        if (performance.now() < deadline) socket.write(request);
        else resolve(answered);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    socket.write(request);
  });
}

function textOf({ url, body }: BenchRequest): string {
  const { host, pathname } = new URL(url);
  const head = `${body === null ? "GET" : "POST"} ${pathname} HTTP/1.1\r\nHost: ${host}\r\nAccept: */*`;
  if (body === null) return head + headerEnd;
  const length = Buffer.byteLength(body);
  return `${head}\r\nContent-Type: application/json\r\nContent-Length: ${String(length)}${headerEnd}${body}`;
}

/**
 * Sends a request over keep-alive connections for some time. Plain sockets: a full HTTP client on the same machine
 * would cost more than the server it measures.
 *
 * @throws Error when an answer is not of success
 */
export async function sendRequests(
  request: BenchRequest,
  milliseconds: number,
  connections: number,
): Promise<Burst> {
  const { hostname, port } = new URL(request.url);
  const bytes = Buffer.from(textOf(request));
  const sockets = Array.from({ length: connections }, () =>
    connect({ host: hostname, port: Number(port), noDelay: true }),
  );
  try {
    await Promise.all(sockets.map((socket) => once(socket, "connect")));
    const start = performance.now();
    const answered = await Promise.all(
      sockets.map((socket) => sendUntil(socket, bytes, start + milliseconds)),
    );
    const seconds = (performance.now() - start) / 1000;
    return { requests: answered.reduce((sum, each) => sum + each, 0), seconds };
  } finally {
    for (const socket of sockets) {
      socket.removeAllListeners("close");
      socket.destroy();
    }
  }
}
