import { expect } from "chai";
import { createInProcessTarget } from "../../../../src/harness/checks/target/create-in-process-target.ts";
import { probeTarget } from "../../../../src/harness/checks/target/probe-target.ts";
import { blindTrace } from "../../../../src/harness/core/target.ts";

describe("createInProcessTarget", () => {
  it("hands requests to its function, listens nowhere and closes once", async () => {
    let closed = 0;
    const target = createInProcessTarget({
      kind: "stage",
      name: "local stage dev",
      gateway: "rest",
      send: async (request) => ({
        request,
        response: { status: 200, headers: [], body: new Uint8Array() },
        trace: blindTrace,
        durationMs: 0,
      }),
      capabilities: { state: null, toEvent: null },
      close: async () => void (closed += 1),
    });
    const request = { method: "GET", path: "/orders", query: "", headers: [], body: null };
    expect((await target.send(request)).request).to.equal(request);
    expect(target.baseUrl).to.equal(null);
    await probeTarget(target, 1);
    await Promise.all([target.close(), target.close()]);
    expect(closed).to.equal(1);
  });
});
