import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A response taken off a socket, header lines as they stood. */
export interface RawResponse {
  readonly statusLine: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** As it stood on the wire: of a response in chunks, with their sizes. */
  readonly body: string;
}

/** A connection to a stage that is written to byte by byte. */
export interface RawClient {
  readonly socket: Socket;
  /** Waits until what came so far satisfies the test, and gives it back. */
  until(isEnough: (text: string) => boolean): Promise<string>;
  /** Everything the server said until it closed. */
  readonly all: Promise<string>;
}

/** Connects and writes the parts as they are. */
export function connectRaw(port: number, ...parts: readonly (string | Buffer)[]): RawClient {
  const socket = connect(port, "127.0.0.1");
  let text = "";
  const waiting = new Set<() => void>();
  socket.on("data", (chunk: Buffer) => {
    text += chunk.toString("latin1");
    for (const look of waiting) look();
  });
  socket.on("error", () => {});
  for (const part of parts) socket.write(part);
  const all = once(socket, "close").then(() => text);
  return {
    socket,
    all,
    until: (isEnough) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (isEnough(text)) resolve(text);
        };
        waiting.add(look);
        look();
        void all.then(() => reject(new Error(`closed after: ${text}`)));
      }),
  };
}

/** Writes the parts and gives back everything the server says until it closes. */
export function sendRaw(port: number, ...parts: readonly (string | Buffer)[]): Promise<string> {
  return connectRaw(port, ...parts).all;
}

/** Takes the text of one response apart. */
export function readResponse(text: string): RawResponse {
  const end = text.indexOf("\r\n\r\n");
  const [statusLine = "", ...lines] = text.slice(0, end).split("\r\n");
  const headers = lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
  return { statusLine, headers, body: text.slice(end + 4) };
}

/** The values of a header in a response, by its exact casing. */
export function exactly(response: RawResponse, name: string): readonly string[] {
  return response.headers.filter(([key]) => key === name).map(([, value]) => value);
}
