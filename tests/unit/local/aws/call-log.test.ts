import { expect } from "chai";
import { createCallLog, traceRoot } from "../../../../src/harness/local/aws/call-log.ts";

const call = {
  service: "dynamodb",
  action: "GetItem",
  resource: "t",
  status: 200,
  errorName: null,
};

describe("createCallLog", () => {
  it("reads the root of a trace header wherever it stands", () => {
    expect(traceRoot("Root=1-a-b;Parent=c;Sampled=0")).to.equal("1-a-b");
    expect(traceRoot("Sampled=0; Root=1-a-b")).to.equal("1-a-b");
    expect(traceRoot("Parent=c;NotRoot=1-a-b")).to.equal(null);
  });

  it("keeps calls in order, and none without a trace", () => {
    const log = createCallLog();
    log.record("Root=1-a-b", call);
    log.record("Root=1-a-b;Parent=x", { ...call, action: "PutItem" });
    log.record("", call);
    expect(log.callsOf("1-a-b").map(({ action }) => action)).to.deep.equal(["GetItem", "PutItem"]);
    expect(log.callsOf("")).to.deep.equal([]);
  });

  it("forgets the oldest traces", () => {
    const log = createCallLog();
    for (let at = 0; at <= 2000; at += 1) log.record(`Root=1-${at}`, call);
    expect(log.callsOf("1-0")).to.deep.equal([]);
    expect(log.callsOf("1-1")).to.have.length(1);
    expect(log.callsOf("1-2000")).to.have.length(1);
  });
});
