import { expect } from "chai";
import { describe, it } from "mocha";
import {
  accountThrottle,
  createRequestThrottle,
  type RequestThrottle,
} from "../../../../../src/harness/local/stage/throttling/request-throttle.ts";
import type { StageApiKey } from "../../../../../src/harness/local/stage/usage/api-keys.ts";
import type {
  Throttle,
  UsagePlan,
} from "../../../../../src/harness/model/wiring/usage/usage-plan.ts";

const none: Throttle = { ratePerSecond: 0, burst: 0 };
const one: Throttle = { ratePerSecond: 0, burst: 1 };
const plenty: Throttle = { ratePerSecond: 100, burst: 100 };
const method = { method: "GET", path: "/a" };

function keyOf(name: string, plan: Partial<UsagePlan>): StageApiKey {
  const whole = {
    name: "Plan",
    keys: [],
    throttle: null,
    quota: null,
    methods: new Map(),
    ...plan,
  };
  return { name, id: name, value: name, enabled: true, plan: whole };
}

/** What stopped a request. */
function stoppedBy(throttle: RequestThrottle, key: StageApiKey | null = null): string | null {
  const verdict = throttle.check(method, key);
  return verdict === null ? null : `${verdict.kind}: ${verdict.detail}`;
}

// Guide, "Throttle requests to your REST APIs": per client and method, per client, per method of the stage, account.
describe("the limits of a request, in their order", () => {
  const methods = new Map([["/a/GET", none]]);
  const quota = { limit: 0, period: "DAY", offset: 0 } as const;
  const rows: readonly (readonly [string, Partial<UsagePlan>, Throttle, Throttle, string])[] = [
    ["the quota", { quota, methods, throttle: none }, none, none, "quota-exceeded: the quota of"],
    [
      "the plan's method",
      { methods, throttle: none },
      none,
      none,
      "the usage plan Plan for /a/GET",
    ],
    ["the plan", { throttle: none }, none, none, "the usage plan Plan lets"],
    ["the stage's method", { throttle: plenty }, none, none, "the stage for /a/GET"],
    ["the account", { throttle: plenty }, plenty, none, "the account"],
  ];
  for (const [what, plan, ofStage, account, says] of rows) {
    it(`are stopped by ${what} first`, () => {
      const throttle = createRequestThrottle(
        () => ofStage,
        () => 0,
        account,
      );
      expect(stoppedBy(throttle, keyOf("Mobile", plan))).to.contain(says);
    });
  }

  it("are those of the stage and the account for who has no key", () => {
    const throttle = createRequestThrottle(
      () => one,
      () => 0,
    );
    expect(stoppedBy(throttle)).to.equal(null);
    expect(stoppedBy(throttle)).to.contain("the stage for /a/GET");
  });

  // Guide, quotas: 10,000 requests a second and 5,000 at once.
  it("are 5,000 at once of an account, and 10,000 a second after that", () => {
    let now = 0;
    const throttle = createRequestThrottle(
      () => null,
      () => now,
    );
    for (let each = 0; each < 5000; each += 1) expect(stoppedBy(throttle)).to.equal(null);
    expect(stoppedBy(throttle)).to.contain("the account lets through (10000 a second, 5000");
    now += 1;
    for (let each = 0; each < 10; each += 1) expect(stoppedBy(throttle)).to.equal(null);
    expect(stoppedBy(throttle)).to.contain("the account");
    expect(accountThrottle).to.deep.equal({ ratePerSecond: 10_000, burst: 5_000 });
  });

  it("count a request against the quota also where a throttle stops it", () => {
    const throttle = createRequestThrottle(
      () => one,
      () => 0,
    );
    const key = keyOf("Mobile", { quota: { limit: 2, period: "DAY", offset: 0 } });
    expect(stoppedBy(throttle, key)).to.equal(null);
    expect(stoppedBy(throttle, key)).to.contain("throttled: ");
    expect(stoppedBy(throttle, key)).to.contain("quota-exceeded: ");
  });

  it("count each key and each method by itself", () => {
    const throttle = createRequestThrottle(
      ({ path }) => (path === "/b" ? one : null),
      () => 0,
    );
    const plan = { throttle: one };
    expect(stoppedBy(throttle, keyOf("Mobile", plan))).to.equal(null);
    expect(stoppedBy(throttle, keyOf("Mobile", plan))).to.contain("the usage plan Plan");
    expect(stoppedBy(throttle, keyOf("Web", plan))).to.equal(null);
    expect(throttle.check({ method: "GET", path: "/b" }, null)).to.equal(null);
    expect(throttle.check({ method: "PUT", path: "/b" }, null)).to.equal(null);
    expect(throttle.check({ method: "PUT", path: "/b" }, null)).to.include({ kind: "throttled" });
  });
});
