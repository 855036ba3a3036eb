import { expect } from "chai";
import { createResetHooks } from "../../../../src/harness/local/stage/reset-hooks.ts";

describe("reset hooks", () => {
  it("run in their order with every reset, all of them even when one throws", async () => {
    const ran: string[] = [];
    const hooks = createResetHooks();
    hooks.onReset(() => void ran.push("first"));
    hooks.onReset(async () => {
      await Promise.resolve();
      ran.push("second");
      if (ran.length > 3) throw new Error("no");
    });
    hooks.onReset(() => void ran.push("third"));
    await hooks.run();
    expect(ran).to.deep.equal(["first", "second", "third"]);
    const failed: unknown = await hooks.run().catch((error: unknown) => error);
    expect(failed).to.have.property("message", "no");
    expect(ran.slice(3)).to.deep.equal(["first", "second", "third"]);
  });
});
