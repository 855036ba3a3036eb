import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";

/** A request to the stand-in, as it came over the socket. */
export interface RecordedCall {
  /** `POST /?Action=Publish`. */
  readonly line: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the stand-in answers to everything. */
export interface RecordingAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A stand-in for the AWS endpoint: keeps what it is asked. */
export interface RecordingEndpoint {
  readonly url: string;
  readonly calls: readonly RecordedCall[];
  close(): Promise<void>;
}

/** Listens on a free loopback port. */
export async function recordingEndpoint(answer: RecordingAnswer = {}): Promise<RecordingEndpoint> {
  const calls: RecordedCall[] = [];
  const { status = 200, headers = { "Content-Type": "application/x-amz-json-1.0" } } = answer;
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const { method = "", url = "" } = incoming;
      const body = Buffer.concat(chunks).toString("utf8");
      calls.push({ line: `${method} ${url}`, headers: incoming.headers, body });
      outgoing.writeHead(status, headers).end(answer.body ?? "{}");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
