import { expect } from "chai";
import { describe, it } from "mocha";
import { createQuotaCounter } from "../../../../../src/harness/local/stage/throttling/quota-counter.ts";
import type { Quota } from "../../../../../src/harness/model/wiring/usage/usage-plan.ts";

describe("createQuotaCounter", () => {
  // Saturday; the periods are those of the calendar in UTC, weeks from Sunday on (assumed).
  const saturday = Date.UTC(2026, 6, 11, 8);
  const periods: readonly (readonly [Quota["period"], number])[] = [
    ["DAY", Date.UTC(2026, 6, 12)],
    ["WEEK", Date.UTC(2026, 6, 12)],
    ["MONTH", Date.UTC(2026, 7, 1)],
  ];
  for (const [period, next] of periods) {
    it(`gives a new quota with the next ${period}`, () => {
      let now = saturday;
      const counter = createQuotaCounter({ limit: 1, period, offset: 0 }, () => now);
      expect(counter.take()).to.deep.equal({ ok: true });
      const retryAfterSeconds = (next - saturday) / 1000;
      expect(counter.take()).to.deep.equal({ ok: false, retryAfterSeconds });
      now = next - 1;
      expect(counter.take()).to.deep.equal({ ok: false, retryAfterSeconds: 1 });
      now = next;
      expect(counter.take()).to.deep.equal({ ok: true });
    });
  }

  it("begins a week on Sunday, which lasts seven days", () => {
    const sunday = Date.UTC(2026, 6, 12);
    const counter = createQuotaCounter({ limit: 0, period: "WEEK", offset: 0 }, () => sunday);
    expect(counter.take()).to.deep.equal({ ok: false, retryAfterSeconds: 7 * 86_400 });
  });

  it("counts the offset in the first period alone", () => {
    let now = saturday;
    const counter = createQuotaCounter({ limit: 2, period: "DAY", offset: 1 }, () => now);
    expect([counter.take().ok, counter.take().ok]).to.deep.equal([true, false]);
    now += 86_400_000;
    expect([counter.take().ok, counter.take().ok, counter.take().ok]).to.deep.equal([
      true,
      true,
      false,
    ]);
  });
});
