import { expect } from "chai";
import { describe, it } from "mocha";
import {
  createTokenBucket,
  type TokenBucket,
} from "../../../../../src/harness/local/stage/throttling/token-bucket.ts";

/** How many of so many requests pass at once. */
function passing(bucket: TokenBucket, requests: number): number {
  return Array.from({ length: requests }, () => bucket.take()).filter(Boolean).length;
}

describe("createTokenBucket", () => {
  it("lets a burst through, then as many as the rate refills", () => {
    let now = 1_000;
    const bucket = createTokenBucket({ ratePerSecond: 2, burst: 5 }, () => now);

    expect(passing(bucket, 10)).to.equal(5);
    now += 499;
    expect(passing(bucket, 10)).to.equal(0);
    now += 1;
    expect(passing(bucket, 10)).to.equal(1);
    now += 60_000;
    expect(passing(bucket, 10)).to.equal(5);
  });

  it("lets nothing through without a burst, and survives a clock set back", () => {
    let now = 1_000;
    const closed = createTokenBucket({ ratePerSecond: 100, burst: 0 }, () => now);
    const open = createTokenBucket({ ratePerSecond: 1, burst: 1 }, () => now);

    expect(closed.take()).to.equal(false);
    expect(open.take()).to.equal(true);
    now -= 500;
    expect(open.take()).to.equal(false);
    now += 1_000;
    expect(open.take()).to.equal(true);
  });
});
