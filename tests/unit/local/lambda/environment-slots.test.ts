import { expect } from "chai";
import {
  EnvironmentSlots,
  type EnvironmentSlot,
} from "../../../../src/harness/local/lambda/environment-slots.ts";
import type { ExecutionEnvironment } from "../../../../src/harness/local/lambda/execution-environment.ts";
import { defineFunction } from "../../../support/lambda/define-function.ts";

const definition = defineFunction("A", "javascript/index.mjs", "nothing");

function environmentOf(closed: string[], name: string): ExecutionEnvironment {
  return {
    definition,
    warm: async () => {},
    invoke: async () => ({
      payload: null,
      failure: null,
      logs: [],
      durationMs: 0,
      initDurationMs: null,
      stream: null,
      report: null,
    }),
    close: async () => {
      closed.push(name);
    },
  };
}

/** Takes a slot that must be free now. */
async function take(slots: EnvironmentSlots, logicalId: string): Promise<EnvironmentSlot> {
  const waiting = Symbol("waiting");
  const slot = await Promise.race([slots.acquire(logicalId), nextTurn(waiting)]);
  if (typeof slot === "symbol") throw new Error(`${logicalId} had to wait.`);
  return slot;
}

function nextTurn<T>(value: T): Promise<T> {
  return new Promise((resolve) => {
    setImmediate(() => resolve(value));
  });
}

describe("EnvironmentSlots", () => {
  it("gives the latest idle environment of the function again", async () => {
    const slots = new EnvironmentSlots(4);
    const [first, second] = [await take(slots, "A"), await take(slots, "A")];
    expect(first).to.not.equal(second);
    first.environment = environmentOf([], "first");
    second.environment = environmentOf([], "second");
    await slots.release(first);
    await slots.release(second);
    expect(await take(slots, "A")).to.equal(second);
  });

  it("queues in order beyond the limit", async () => {
    const slots = new EnvironmentSlots(1);
    const held = await take(slots, "A");
    held.environment = environmentOf([], "held");
    const order: string[] = [];
    const waiting = ["1", "2"].map(async (name) => {
      const slot = await slots.acquire("A");
      order.push(name);
      await slots.release(slot);
    });
    await nextTurn(null);
    expect(order).to.deep.equal([]);
    await slots.release(held);
    await Promise.all(waiting);
    expect(order).to.deep.equal(["1", "2"]);
  });

  it("gives a function that stays alone one environment, which no other function takes", async () => {
    const slots = new EnvironmentSlots(1, new Set(["A"]));
    const held = await take(slots, "A");
    held.environment = environmentOf([], "held");
    const second = slots.acquire("A");
    await slots.release(held);
    expect(await second).to.equal(held);
    await slots.release(held);
    await take(slots, "B");
    expect(await take(slots, "A")).to.equal(held);
  });

  it("opens it again only when the process before has ended", async () => {
    const slots = new EnvironmentSlots(4, new Set(["A"]));
    const held = await take(slots, "A");
    const ended = Promise.withResolvers<void>();
    held.environment = { ...environmentOf([], "held"), close: () => ended.promise };
    await slots.release(held);
    const retired = slots.retire();
    let given = false;
    const next = slots.acquire("A").then((slot) => {
      given = true;
      return slot;
    });
    await nextTurn(null);
    expect(given).to.equal(false);
    ended.resolve();
    await retired;
    expect(await next).to.not.equal(held);
  });

  it("never queues a function without any environment, so that functions can call each other", async () => {
    const slots = new EnvironmentSlots(1);
    await take(slots, "A");
    expect(await take(slots, "B")).to.include({ logicalId: "B" });
  });

  it("closes the longest idle environment of another function to make room", async () => {
    const closed: string[] = [];
    const slots = new EnvironmentSlots(2);
    for (const name of ["A", "B"]) {
      const slot = await take(slots, name);
      slot.environment = environmentOf(closed, name);
      await slots.release(slot);
    }
    await take(slots, "C");
    expect(closed).to.deep.equal(["A"]);
  });

  it("closes what comes back while there are more than the limit", async () => {
    const closed: string[] = [];
    const slots = new EnvironmentSlots(1);
    const [a, b] = [await take(slots, "A"), await take(slots, "B")];
    a.environment = environmentOf(closed, "A");
    b.environment = environmentOf(closed, "B");
    await slots.release(b);
    await slots.release(a);
    expect(closed).to.deep.equal(["B"]);
  });

  it("closes idle environments at once and busy ones when they come back, after retire", async () => {
    const closed: string[] = [];
    const slots = new EnvironmentSlots(4);
    const [idle, busy] = [await take(slots, "A"), await take(slots, "A")];
    idle.environment = environmentOf(closed, "idle");
    busy.environment = environmentOf(closed, "busy");
    await slots.release(idle);
    await slots.retire();
    expect(closed).to.deep.equal(["idle"]);
    await slots.release(busy);
    expect(closed).to.deep.equal(["idle", "busy"]);
  });

  it("keeps no place for a function that could not be prepared", async () => {
    const slots = new EnvironmentSlots(4);
    const slot = await take(slots, "A");
    slot.environment = { kind: "init", errorType: "X", errorMessage: "", trace: [] };
    await slots.release(slot);
    expect(await take(slots, "A")).to.include({ environment: null });
  });
});
