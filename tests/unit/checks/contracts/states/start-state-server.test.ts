import { expect } from "chai";
import got from "got";
import type { ProviderStates } from "../../../../../src/harness/checks/contracts/states/define-provider-states.ts";
import { startStateServer } from "../../../../../src/harness/checks/contracts/states/start-state-server.ts";
import { createOrderApi, orderApiTarget } from "../../../../support/contracts/order-api.ts";

async function ask(
  states: ProviderStates,
  body: string,
): Promise<{ readonly status: number; readonly body: string; readonly failures: number }> {
  const server = await startStateServer({
    states,
    target: orderApiTarget(createOrderApi()),
    timeoutMs: 1_000,
  });
  try {
    const response = await got.post(server.url, {
      body,
      throwHttpErrors: false,
      retry: { limit: 0 },
    });
    return { status: response.statusCode, body: response.body, failures: server.failures.length };
  } finally {
    await server.close();
  }
}

const setup = JSON.stringify({ action: "setup", state: "s", params: { n: 1 } });

describe("startStateServer", () => {
  it("answers a set-up with the values to inject", async () => {
    expect(await ask({ s: ({ params }) => ({ got: params["n"] ?? null }) }, setup)).to.deep.equal({
      status: 200,
      body: '{"got":1}',
      failures: 0,
    });
  });

  it("answers an interaction without states with nothing to inject", async () => {
    expect(await ask({}, JSON.stringify({ action: "setup", state: "", params: {} }))).to.include({
      status: 200,
      body: "{}",
    });
  });

  it("never answers 5xx, which the verifier would retry for two minutes", async () => {
    const wrong: ProviderStates[] = [
      {},
      { s: () => Promise.reject(new Error("no")) },
      { s: () => ({ at: new Date(0).getTime() / 0 }) },
    ];
    for (const states of wrong)
      expect(await ask(states, setup)).to.include({ status: 400, failures: 1 });
    expect(await ask({}, "no json")).to.include({ status: 400 });
  });

  it("answers 200 to a teardown that fails, and keeps the failure", async () => {
    const server = await startStateServer({
      states: { s: { setup: () => {}, teardown: () => Promise.reject(new Error("still there")) } },
      target: orderApiTarget(createOrderApi()),
      timeoutMs: 1_000,
    });
    try {
      await got.post(server.url, { body: setup });
      const response = await got.post(server.url, {
        body: setup.replace("setup", "teardown"),
        throwHttpErrors: false,
      });
      expect(response.statusCode).to.equal(200);
      expect(server.failures.map(({ phase, error }) => [phase, String(error)])).to.deep.equal([
        ["teardown", "Error: still there"],
      ]);
    } finally {
      await server.close();
    }
  });

  it("undoes a set-up that was still running when the verifier went away", async () => {
    const entered = Promise.withResolvers<undefined>();
    const release = Promise.withResolvers<undefined>();
    const done: string[] = [];
    const server = await startStateServer({
      states: {
        s: {
          setup: async () => {
            entered.resolve(undefined);
            await release.promise;
            done.push("setup");
          },
          teardown: () => void done.push("teardown"),
        },
      },
      target: orderApiTarget(createOrderApi()),
      timeoutMs: 5_000,
    });
    const gone = new AbortController();
    const asked = fetch(server.url, { method: "POST", body: setup, signal: gone.signal });
    await entered.promise;
    gone.abort();
    await asked.catch(() => {});
    const closed = server.close();
    release.resolve(undefined);
    await closed;
    expect(done).to.deep.equal(["setup", "teardown"]);
  });
});
