import { expect } from "chai";
import { describe, it } from "mocha";
import { createQuotaCounter } from "../../../../../src/harness/local/stage/throttling/quota-counter.ts";

// Guide, usage plans: requests of a day, a week or a month. Where a period begins is assumed.
describe("createQuotaCounter", () => {
  // A Wednesday.
  const start = Date.UTC(2026, 6, 15, 8);
  const periods = [
    ["DAY", Date.UTC(2026, 6, 16)],
    ["WEEK", Date.UTC(2026, 6, 19)],
    ["MONTH", Date.UTC(2026, 7, 1)],
  ] as const;
  for (const [period, next] of periods) {
    it(`counts the requests of a ${period.toLowerCase()}, and says when the next begins`, () => {
      let now = start;
      const counter = createQuotaCounter({ limit: 2, period, offset: 0 }, () => now);
      expect([counter.take().ok, counter.take().ok]).to.deep.equal([true, true]);
      const retryAfterSeconds = (next - start) / 1000;
      expect(counter.take()).to.deep.equal({ ok: false, retryAfterSeconds });
      now = next - 1;
      expect(counter.take()).to.deep.equal({ ok: false, retryAfterSeconds: 1 });
      now = next;
      expect([counter.take().ok, counter.take().ok, counter.take().ok]).to.deep.equal([
        true,
        true,
        false,
      ]);
    });
  }

  it("begins a week on Sunday, which lasts seven days", () => {
    const sunday = Date.UTC(2026, 6, 12);
    const counter = createQuotaCounter({ limit: 0, period: "WEEK", offset: 0 }, () => sunday);
    expect(counter.take()).to.deep.equal({ ok: false, retryAfterSeconds: 7 * 86_400 });
  });

  it("has the offset count in the first period alone (guide)", () => {
    let now = start;
    const counter = createQuotaCounter({ limit: 2, period: "DAY", offset: 1 }, () => now);
    expect([counter.take().ok, counter.take().ok]).to.deep.equal([true, false]);
    now = Date.UTC(2026, 6, 16);
    expect([counter.take().ok, counter.take().ok, counter.take().ok]).to.deep.equal([
      true,
      true,
      false,
    ]);
  });
});
