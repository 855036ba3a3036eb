import { expect } from "chai";
import { setTimeout as delay } from "node:timers/promises";
import { later } from "../../../../src/harness/app/runs/later.ts";

describe("later", () => {
  it("does its work once: at once where it is asked for, else within the time", async () => {
    const done: string[] = [];
    const asked = later(() => done.push("asked"));
    asked.within(1);
    asked.now();
    asked.now();
    expect(done).to.deep.equal(["asked"]);
    const waited = later(() => done.push("waited"));
    waited.within(1);
    expect(done).to.deep.equal(["asked"]);
    await delay(20);
    waited.within(1);
    await delay(20);
    expect(done).to.deep.equal(["asked", "waited"]);
  });
});
