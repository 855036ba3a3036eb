import { isObject } from "../../../src/harness/core/json.ts";
import type { Stage } from "../../../src/harness/local/stage/create-stage.ts";
import type { StageServer } from "../../../src/harness/local/stage/listen.ts";
import { exactly, readResponse, sendRaw } from "./raw-client.ts";
import { stagesOfTemplate } from "./stages-of-template.ts";

/** An answer as it stood on the wire. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  /** The values of a header, by its exact casing. */
  readonly header: (name: string) => readonly string[];
  /** The values of a header, by any casing. */
  readonly anyCase: (name: string) => readonly string[];
}

/** A stage of a template behind a socket, and the events its functions got. */
export interface AskedStage {
  /** `POST /dev/orders`, header lines as they are written, and a body whose length is announced. */
  ask(line: string, headers?: readonly string[], body?: string): Promise<Answer>;
  /** The same, and the event the function got of it. */
  eventOf(line: string, headers?: readonly string[], body?: string): Promise<AskedEvent>;
  close(): Promise<void>;
}

/** An event as its function got it. */
export type AskedEvent = { readonly [key: string]: unknown };

/** What a function of an asked stage does: gets its event, returns what a handler would. */
export type AskedFunction = (event: AskedEvent) => unknown;

function readAnswer(text: string): Answer {
  const response = readResponse(text);
  return {
    status: Number(response.statusLine.split(" ")[1]),
    body: response.body,
    header: (name) => exactly(response, name),
    anyCase: (name) =>
      response.headers
        .filter(([key]) => key.toLowerCase() === name.toLowerCase())
        .map(([, value]) => value),
  };
}

/** Serves the API `Api` of a template on a socket; its functions are those given. */
export async function askStage(
  template: string,
  functions: Readonly<Record<string, AskedFunction>>,
  options: Parameters<typeof stagesOfTemplate>[2] = {},
): Promise<AskedStage> {
  let last: AskedEvent | null = null;
  const watched = Object.fromEntries(
    Object.entries(functions).map(([id, answer]) => [
      id,
      (event: unknown): unknown => {
        if (!isObject(event)) throw new Error(`no event: ${String(event)}`);
        last = event;
        return answer(event);
      },
    ]),
  );
  const stage: Stage | undefined = stagesOfTemplate(template, watched, options).get("Api");
  if (stage === undefined) throw new Error("no stage");
  const server: StageServer = await stage.listen({ port: 0 });
  const ask: AskedStage["ask"] = async (line, headers = [], body = "") => {
    const bytes = Buffer.from(body);
    const length = body === "" ? [] : [`Content-Length: ${bytes.byteLength}`];
    const head = [`${line} HTTP/1.1`, "Host: api.test", "Connection: close", ...length, ...headers];
    return readAnswer(await sendRaw(server.port, `${head.join("\r\n")}\r\n\r\n`, bytes));
  };
  return {
    ask,
    async eventOf(...question) {
      last = null;
      const { status, body } = await ask(...question);
      if (last === null) throw new Error(`no event of ${question[0]}: ${status} ${body}`);
      return last;
    },
    close: () => server.close(),
  };
}
