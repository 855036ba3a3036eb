import { expect } from "chai";
import { setTimeout as delay } from "node:timers/promises";
import { watchMemory } from "../../../../src/harness/local/lambda/memory-watch.ts";
import { until } from "../../../support/lambda/until.ts";

describe("watchMemory", () => {
  it("tells once of a process that has more than it may, and shows what it was given", async function () {
    if (process.platform !== "linux") this.skip();
    let told = 0;
    // Its allowance alone: this process has more.
    const watch = watchMemory(process.pid, 0, () => void (told += 1));
    watch.begin();
    await until(() => (told > 0 ? true : null));
    await delay(100);
    watch.pause();
    expect(told).to.equal(1);
    expect(watch.maxUsedMb).to.equal(0);
  });
});
