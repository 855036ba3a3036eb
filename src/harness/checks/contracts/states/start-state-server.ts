import { createServer, type IncomingMessage } from "node:http";
import { isJsonObject, parseJson, type JsonObject } from "../../../core/json.ts";
import type { ProviderStateValues } from "../../../core/state-probe.ts";
import { runStateHandler, type StateCall, type StateEnvironment } from "./run-state-handler.ts";

const maxBodyBytes = 1024 * 1024;

/** A handler that failed, with what it really threw. */
export interface StateFailure {
  readonly phase: "setup" | "teardown";
  readonly name: string;
  readonly params: JsonObject;
  readonly error: unknown;
}

/** The server the verifier asks for provider states, for one interaction. */
export interface StateServer {
  readonly url: string;
  readonly failures: readonly StateFailure[];
  /** Values the set-ups handed back, merged in order. */
  readonly values: () => ProviderStateValues;
  /** Undoes every set-up that has not been undone yet, and stops listening. */
  close(): Promise<void>;
}

interface OpenState {
  readonly name: string;
  readonly params: JsonObject;
  readonly values: ProviderStateValues;
}

async function readJson(incoming: IncomingMessage): Promise<JsonObject> {
  let text = "";
  incoming.setEncoding("utf8");
  for await (const chunk of incoming) {
    text += String(chunk);
    if (text.length > maxBodyBytes)
      throw new RangeError("The request of the verifier is too large.");
  }
  const value = parseJson(text);
  if (!isJsonObject(value)) throw new TypeError("The verifier sent no object.");
  return value;
}

class StateSession {
  readonly failures: StateFailure[] = [];
  readonly opened: OpenState[] = [];
  values: ProviderStateValues = {};
  readonly #environment: StateEnvironment;

  constructor(environment: StateEnvironment) {
    this.#environment = environment;
  }

  /** The values to answer, or `null` when the handler failed. */
  async #run(call: StateCall): Promise<ProviderStateValues | null> {
    try {
      return await runStateHandler(this.#environment, call);
    } catch (error) {
      this.failures.push({ phase: call.phase, name: call.name, params: call.params, error });
      return null;
    }
  }

  async setUp(name: string, params: JsonObject): Promise<ProviderStateValues | null> {
    const values = await this.#run({ phase: "setup", name, params, values: {} });
    if (values === null) return null;
    this.opened.push({ name, params, values });
    this.values = { ...this.values, ...values };
    return values;
  }

  async tearDown(name: string, params: JsonObject): Promise<void> {
    const wanted = JSON.stringify([name, params]);
    const index = this.opened.findIndex(
      (state) => JSON.stringify([state.name, state.params]) === wanted,
    );
    const [state] = index === -1 ? [] : this.opened.splice(index, 1);
    if (state !== undefined) await this.#run({ phase: "teardown", ...state });
  }

  async tearDownRest(): Promise<void> {
    for (const state of this.opened.toReversed()) await this.tearDown(state.name, state.params);
  }
}

/**
 * Starts the state server of one interaction. It answers 200 with the values to inject or, when a
 * set-up failed, 400: the verifier retries anything from 500 on for two minutes, and takes a 200 for
 * success whatever happened. A teardown is always answered with 200, its failure is kept.
 */
export async function startStateServer(environment: StateEnvironment): Promise<StateServer> {
  const session = new StateSession(environment);
  const underWay = new Set<Promise<unknown>>();
  const track = <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  };
  const answer = async (incoming: IncomingMessage): Promise<ProviderStateValues | null> => {
    const body = await readJson(incoming);
    const name = typeof body["state"] === "string" ? body["state"] : "";
    const params = isJsonObject(body["params"]) ? body["params"] : {};
    if (name === "") return {};
    if (body["action"] !== "teardown") return track(session.setUp(name, params));
    await track(session.tearDown(name, params));
    return {};
  };
  const server = createServer((incoming, outgoing) => {
    const reply = (status: 200 | 400, value: JsonObject): void => {
      const text = JSON.stringify(value);
      outgoing.writeHead(status, {
        "Content-Type": "application/json",
        "Content-Length": Buffer.byteLength(text),
      });
      outgoing.end(text);
    };
    answer(incoming).then(
      (values) =>
        values === null
          ? reply(400, { error: "The provider state could not be set up." })
          : reply(200, values),
      (error: unknown) =>
        reply(400, { error: error instanceof Error ? error.message : String(error) }),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new TypeError("The state server listens on no port.");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    failures: session.failures,
    values: () => session.values,
    async close() {
      // The verifier may have gone away in the middle of a set-up, which must be undone as well.
      await Promise.allSettled(underWay);
      await session.tearDownRest();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
