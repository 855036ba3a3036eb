import { expect } from "chai";
import type { InvocationResult } from "../../../../../src/harness/core/function-invoker.ts";
import { logTail, logTailText } from "../../../../../src/harness/app/runs/invoke/log-tail.ts";

const result = (...lines: readonly string[]): InvocationResult => ({
  payload: null,
  failure: null,
  logs: [],
  durationMs: 1,
  initDurationMs: null,
  stream: null,
  report: {
    status: "success",
    billedDurationMs: 1,
    memorySizeMb: 128,
    maxMemoryUsedMb: null,
    lines,
  },
});

describe("The tail of a log", () => {
  it("is all of a short one", () => {
    expect(logTail(result("START", "END")).toString()).to.equal("START\nEND\n");
    expect(logTailText(logTail(result()))).to.equal("");
  });

  it("is the last 4 KB, whatever character is cut", () => {
    for (const pad of ["", "a"]) {
      const tail = logTail(result("é".repeat(5000) + pad));
      expect(tail).to.have.length(4096);
      expect(logTailText(tail)).to.match(/^é+a?$/);
    }
  });
});
