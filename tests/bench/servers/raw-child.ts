import { once } from "node:events";
import { createServer } from "node:http";
import { readBenchAnswer, serveBench } from "./serve-bench.ts";

// The reference: node:http and nothing else, with the headers and the body the stage sends.
await serveBench(async () => {
  const { status, headers, body } = readBenchAnswer();
  const lines = headers.flat();
  const bytes = Buffer.from(body);
  const server = createServer((_request, response) => {
    response.writeHead(status, lines);
    response.end(bytes);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${String(port)}/dev/orders/ORD-BENCH00001`,
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
});
