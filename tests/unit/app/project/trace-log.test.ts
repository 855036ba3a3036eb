import { expect } from "chai";
import { TraceLog } from "../../../../src/harness/app/project/trace-log.ts";
import { blindTrace } from "../../../../src/harness/core/target.ts";

const traceOf = (requestId: string) => ({ ...blindTrace, requestId });

describe("The log of traces", () => {
  it("keeps nothing while nobody waits for an answer", () => {
    const log = new TraceLog();
    log.note(traceOf("a"));
    expect(log.get("a")).to.equal(null);
  });

  it("keeps what is answered while somebody waits, until the last one has its own", async () => {
    const log = new TraceLog();
    const first = Promise.withResolvers<void>();
    const waiting = log.during(() => first.promise);
    await log.during(async () => log.note(traceOf("a")));
    expect(log.get("a")).to.deep.equal(traceOf("a"));
    first.resolve();
    await waiting;
    expect(log.get("a")).to.equal(null);
  });

  it("keeps nothing after a request that failed", async () => {
    const log = new TraceLog();
    const failed = await log
      .during(async () => {
        log.note(traceOf("a"));
        throw new Error("broken off");
      })
      .catch((error: unknown) => error);
    log.note(traceOf("b"));
    expect(failed).to.be.instanceOf(Error);
    expect([log.get("a"), log.get("b")]).to.deep.equal([null, null]);
  });

  it("keeps the last thousand at most", async () => {
    const log = new TraceLog();
    await log.during(async () => {
      for (let index = 0; index <= 1000; index += 1) log.note(traceOf(String(index)));
      expect(log.get("0")).to.equal(null);
      expect(log.get("1")?.requestId).to.equal("1");
      expect(log.get("1000")?.requestId).to.equal("1000");
    });
  });
});
