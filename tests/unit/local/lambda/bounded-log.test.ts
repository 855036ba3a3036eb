import { expect } from "chai";
import { BoundedLog, maxLogLength } from "../../../../src/harness/local/lambda/bounded-log.ts";

const line = (text: string) => ({ stream: "stdout", text }) as const;

describe("BoundedLog", () => {
  it("hands out what it was given, and begins anew", () => {
    const log = new BoundedLog();
    log.push(line("a"));
    expect(log.take()).to.deep.equal([line("a")]);
    expect(log.take()).to.deep.equal([]);
  });

  it("keeps lines to its limit, and tells how many it dropped", () => {
    const log = new BoundedLog();
    const long = line("x".repeat(maxLogLength - 1));
    log.push(long);
    log.push(line(""));
    log.push(line("b"));
    const [kept, last, ...others] = log.take();
    expect(others).to.deep.equal([]);
    expect(kept).to.equal(long);
    expect(last?.text).to.match(/: 2 more lines were dropped\.$/);
    log.push(line("c"));
    expect(log.take()).to.deep.equal([line("c")]);
  });

  it("keeps nothing after what was too much, though there were room for it", () => {
    const log = new BoundedLog();
    log.push(line("x".repeat(maxLogLength + 1)));
    log.push(line("short"));
    expect(log.take().map(({ text }) => text)).to.deep.equal([
      `[lockstep] The log is longer than ${maxLogLength} characters: 2 more lines were dropped.`,
    ]);
  });
});
