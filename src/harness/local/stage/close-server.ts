import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/** Ends a server in two steps: politely, then at once. */
export interface ServerEnd {
  /**
   * Takes no new connections, drops those nobody waits on, and lets requests under way finish for at most
   * `graceMs`.
   */
  close(graceMs: number): Promise<void>;
  /** Breaks off what is still under way. */
  cut(): void;
}

/**
 * Follows the connections of a server. Node.js keeps a connection that was opened ahead and never used, as
 * browsers do, until a timeout: with it a server would not end for seconds.
 */
export function serverEnd(server: Server): ServerEnd {
  const underWay = new Map<Duplex, number>();
  const add = (socket: Duplex, count: number): void => {
    const known = underWay.get(socket);
    if (known !== undefined) underWay.set(socket, known + count);
  };
  // Of HTTPS the connection below is none a request is on.
  server.on("setSecureContext" in server ? "secureConnection" : "connection", (socket: Duplex) => {
    underWay.set(socket, 0);
    socket.once("close", () => underWay.delete(socket));
  });
  const begin = ({ socket }: IncomingMessage, outgoing: ServerResponse): void => {
    add(socket, 1);
    outgoing.once("close", () => add(socket, -1));
  };
  server.on("request", begin);
  server.on("checkContinue", begin);
  const cut = (): void => {
    server.closeAllConnections();
    for (const socket of underWay.keys()) socket.destroy();
  };
  return {
    cut,
    close: (graceMs) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(cut, graceMs);
        server.close((error) => {
          clearTimeout(timer);
          if (error === undefined) resolve();
          else reject(error);
        });
        for (const [socket, count] of underWay) if (count === 0) socket.destroy();
      }),
  };
}
