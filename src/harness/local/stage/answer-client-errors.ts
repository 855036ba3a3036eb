import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";

interface Current {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

/**
 * Answers what is no HTTP request, or too slow a one, and closes the connection: what follows on it
 * cannot be told apart from the broken part. The bodies are assumed.
 */
export function answerClientErrors(server: Server): void {
  const currents = new WeakMap<Duplex, Current>();
  const note = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    currents.set(incoming.socket, { incoming, outgoing });
  };
  server.on("request", note);
  server.on("checkContinue", note);
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    const current = currents.get(socket);
    const answerable =
      current === undefined ||
      current.outgoing.writableFinished ||
      // Its own body is the broken part: the answer is to this request.
      (!current.incoming.complete && !current.outgoing.headersSent);
    if (!socket.writable || error.code === "ECONNRESET" || !answerable) {
      socket.destroy();
      return;
    }
    socket.end(answerTo(error.code));
    // A client that goes on sending must not keep the connection open.
    if (socket instanceof Socket) socket.destroySoon();
  });
}

function answerTo(code: string | undefined): string {
  const status = statusOf(code);
  const words = STATUS_CODES[status] ?? "Bad Request";
  const body = JSON.stringify({ message: words });
  const head = [
    `HTTP/1.1 ${status} ${words}`,
    "Content-Type: application/json",
    `Content-Length: ${body.length}`,
    "Connection: close",
  ];
  return `${head.join("\r\n")}\r\n\r\n${body}`;
}

function statusOf(code: string | undefined): number {
  if (code === "HPE_HEADER_OVERFLOW") return 431;
  return code === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : 400;
}
