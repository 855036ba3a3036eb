import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import { isObject } from "../../src/harness/core/json.ts";
import { createRawRequest, type RawRequest } from "./raw-requests.ts";
import { createSeededRandom } from "./seeded-random.ts";

const requests = 10_000;
const atOnce = 64;
/** Milliseconds a client waits; the server gives up on what is not whole sooner. */
const patienceMs = 1500;
/** Milliseconds after the first words of an answer, in which the rest of it arrives. */
const lingerMs = 20;

async function messageOf(child: ChildProcess): Promise<{ readonly [key: string]: unknown }> {
  const messages: readonly unknown[] = await once(child, "message");
  const [message] = messages;
  if (!isObject(message)) throw new Error("the stage said nothing");
  if ("crash" in message) throw new Error(String(message["crash"]));
  return message;
}

/** Writes what there is and gives back what the server said until one of the two closed. */
async function send(port: number, { parts, then }: RawRequest): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  const chunks: Buffer[] = [];
  let timer = setTimeout(() => socket.destroy(), patienceMs);
  socket.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    if (then !== "wait") return;
    clearTimeout(timer);
    timer = setTimeout(() => socket.destroy(), lingerMs);
  });
  socket.on("error", () => {});
  const closed = new Promise((resolve) => socket.once("close", resolve));
  await Promise.race([new Promise((resolve) => socket.once("connect", resolve)), closed]);
  for (const part of parts) {
    socket.write(part);
    if (parts.length > 1) await delay(1);
  }
  if (then === "leave") socket.destroy();
  if (then === "end") socket.end();
  await closed;
  clearTimeout(timer);
  return Buffer.concat(chunks).toString("latin1");
}

async function countOf(child: ChildProcess): Promise<Readonly<Record<string, number>>> {
  child.send("count");
  const { handles, descriptors, heapBytes } = await messageOf(child);
  return {
    handles: Number(handles),
    descriptors: Number(descriptors),
    heapBytes: Number(heapBytes),
  };
}

/** A plain request, as any client sends it. */
async function isHealthy(port: number): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}/dev/orders/1`, {
    headers: { connection: "close" },
  });
  return response.status === 200 && (await response.text()) === "{}";
}

async function sendAll(
  port: number,
  seed: number,
  count: number,
): Promise<ReadonlyMap<string, number>> {
  const random = createSeededRandom(seed);
  const statuses = new Map<string, number>();
  let left = count;
  const client = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const said = await send(port, createRawRequest(random));
      for (const [, status = ""] of said.matchAll(/^HTTP\/1\.1 (\d{3}) /gmu))
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, client));
  return statuses;
}

describe("A stage under malformed requests", function () {
  this.timeout(120_000);

  it(`answers as before after ${String(requests)} of them, and holds no more than before`, async function () {
    if (process.platform !== "linux") this.skip();
    const child = fork(path.join(import.meta.dirname, "raw-stage-child.ts"));
    try {
      const port = Number((await messageOf(child))["port"]);
      const seed = Number(process.env["LOCKSTEP_SEED"] ?? 20_260_101);
      // What is compiled and kept once is there before it is counted.
      await sendAll(port, seed + 1, requests / 4);
      expect(await isHealthy(port)).to.equal(true);
      const before = await countOf(child);
      const statuses = await sendAll(port, seed, requests);
      expect(await isHealthy(port)).to.equal(true);
      // Every kind of answer was reached: the requests are not all refused at the door.
      for (const status of ["200", "400", "403", "408", "413", "431"])
        expect([...statuses.keys()], `seed ${String(seed)}`).to.include(status);
      expect([...statuses.keys()], `seed ${String(seed)}`).not.to.include("500");
      let after = await countOf(child);
      for (let turn = 0; turn < 50 && after["descriptors"] !== before["descriptors"]; turn += 1) {
        await delay(100);
        after = await countOf(child);
      }
      expect(after["descriptors"]).to.equal(before["descriptors"]);
      expect(after["handles"]).to.be.at.most(before["handles"] ?? 0);
      const gained = (after["heapBytes"] ?? 0) - (before["heapBytes"] ?? 0);
      expect(gained, "bytes of heap gained").to.be.below(1024 * 1024);
      expect(child.exitCode).to.equal(null);
    } finally {
      child.disconnect();
      if (child.exitCode === null) await once(child, "exit");
    }
  });
});
