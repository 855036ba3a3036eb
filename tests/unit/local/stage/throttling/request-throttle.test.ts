import { expect } from "chai";
import { describe, it } from "mocha";
import {
  accountThrottle,
  createRequestThrottle,
} from "../../../../../src/harness/local/stage/throttling/request-throttle.ts";
import type { StageApiKey } from "../../../../../src/harness/local/stage/usage/api-keys.ts";

const once = { ratePerSecond: 1, burst: 1 };
const twice = { ratePerSecond: 1, burst: 2 };
const thrice = { ratePerSecond: 1, burst: 3 };
const many = { ratePerSecond: 1, burst: 4 };

const list = { method: "GET", path: "/a" };
const other = { method: "GET", path: "/b" };
const key: StageApiKey = {
  name: "Web",
  id: "0123456789",
  value: "own",
  enabled: true,
  plan: {
    name: "Plan",
    keys: [],
    throttle: twice,
    quota: null,
    methods: new Map([["/a/GET", once]]),
  },
};

// Guide, "Throttle requests": the plan's method, the plan, the stage's method, the account.
describe("createRequestThrottle", () => {
  it("goes by the plan's method, the plan, the stage and the account, in this order", () => {
    const throttle = createRequestThrottle(
      () => thrice,
      () => 0,
      many,
    );
    const told = (method: typeof list, of: StageApiKey | null): string | null => {
      const detail = throttle.check(method, of)?.detail ?? null;
      return detail === null ? null : (/throttle of (.*) lets/.exec(detail)?.[1] ?? detail);
    };
    expect([told(list, key), told(list, key)]).to.deep.equal([
      null,
      "the usage plan Plan for /a/GET",
    ]);
    expect([told(other, key), told(other, key)]).to.deep.equal([null, "the usage plan Plan"]);
    expect([told(list, null), told(list, null)]).to.deep.equal([null, null]);
    expect(told(list, null)).to.equal("the stage for /a/GET");
    expect(told(other, null)).to.equal("the account");
  });

  it("takes the account's limits for those of a new one", () => {
    expect(accountThrottle).to.deep.equal({ ratePerSecond: 10_000, burst: 5_000 });
    const throttle = createRequestThrottle(
      () => null,
      () => 0,
    );
    for (let each = 0; each < 5_000; each += 1) expect(throttle.check(list, null)).to.equal(null);
    expect(throttle.check(list, null)).to.include({ kind: "throttled" });
  });
});
