import { expect } from "chai";
import { afterEach, describe, it } from "mocha";
import { createHttpTarget } from "../../../../src/harness/checks/target/create-http-target.ts";
import { bodyText } from "../../../../src/harness/core/http-message.ts";
import { LockstepError } from "../../../../src/harness/core/lockstep-error.ts";
import { blindTrace, type Target, type Trace } from "../../../../src/harness/core/target.ts";
import type { StageServer } from "../../../../src/harness/local/stage/listen.ts";
import { testStage } from "../../../support/stage/test-stage.ts";

const open: { close(): Promise<void> }[] = [];

/** A stage whose streamed function fails half way, reached over HTTP. */
async function targetOf(
  seen: (traces: ReadonlyMap<string, Trace>, id: string) => Trace | null,
): Promise<Target> {
  const traces = new Map<string, Trace>();
  const stage = testStage({
    api: {
      operations: [{ method: "GET", path: "/x", integration: { responseTransferMode: "STREAM" } }],
    },
    functions: {
      Fn: (_event, { onChunk }) => {
        onChunk?.(Buffer.from(`{"statusCode":200}${"\0".repeat(8)}half`));
        throw new Error("late");
      },
    },
    onExchange: ({ trace }) => void traces.set(trace.requestId ?? "", trace),
  });
  const server: StageServer = await stage.listen({ port: 0 });
  const target = createHttpTarget({
    baseUrl: server.baseUrl,
    kind: "stage-http",
    gateway: "rest",
    headers: [],
    timeoutMs: 5000,
    capabilities: { state: null, toEvent: null },
    traceOf: (requestId) => seen(traces, requestId),
  });
  open.push(target, server);
  return target;
}

const get = { method: "GET", path: "/x", query: "", headers: [], body: null };

describe("A response that breaks off, over HTTP", () => {
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close();
  });

  it("is an answer where the target sees that its function failed", async () => {
    const target = await targetOf((traces, id) => traces.get(id) ?? null);
    const { response, trace } = await target.send(get);
    expect([response.status, bodyText(response)]).to.deep.equal([200, "half"]);
    expect(trace.failure?.errorMessage).to.equal("late");
  });

  for (const [what, trace] of [
    ["nothing is seen", null],
    ["no function failed", blindTrace],
  ] as const) {
    it(`is a broken response where ${what}`, async () => {
      const target = await targetOf(() => trace);
      const error: unknown = await target.send(get).catch((cause: unknown) => cause);
      expect(LockstepError.is(error) && error.code).to.equal("target/broken-response");
    });
  }
});
