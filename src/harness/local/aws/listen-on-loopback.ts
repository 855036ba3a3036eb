import type { Server } from "node:http";

/**
 * Starts a server on a free port of 127.0.0.1 and gives the port. Whoever waits for an answer keeps the process
 * alive; the server itself does not. Rejects with the server's error.
 */
export async function listenOnLoopback(
  server: Pick<Server, "once" | "listen" | "address" | "unref">,
): Promise<number> {
  const port = await new Promise<number>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  server.unref();
  return port;
}
