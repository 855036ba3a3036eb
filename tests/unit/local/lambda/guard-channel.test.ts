import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { expect } from "chai";
import { guardChannel } from "../../../../src/harness/local/lambda/guard-channel.ts";

// A real process that writes the given bytes to its channel, in pieces, between two messages.
const code = `
  process.once("message", (pieces) => {
    process.send("before", () => {
      for (const piece of pieces) require("node:fs").writeSync(3, Buffer.from(piece));
      // In a read of its own.
      setTimeout(() => process.send("after", () => setTimeout(() => {}, 5000)), 50);
    });
  });
`;

interface Heard {
  readonly guarded: boolean;
  readonly messages: readonly unknown[];
  readonly broken: number;
}

async function hear(
  pieces: readonly (readonly number[])[],
  killAfterMs: number | null = null,
): Promise<Heard> {
  const child: ChildProcess = fork("-e", [code], {
    execArgv: [],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const messages: unknown[] = [];
  let broken = 0;
  const guarded = guardChannel(child, () => {
    broken += 1;
    if (killAfterMs === null) child.kill("SIGKILL");
    else setTimeout(() => child.kill("SIGKILL"), killAfterMs);
  });
  child.on("message", (message) => {
    messages.push(message);
    if (message === "after" && killAfterMs === null) child.kill("SIGKILL");
  });
  child.send(pieces);
  await once(child, "exit");
  return { guarded, messages, broken };
}

const text = [...Buffer.from("no message\n")];

describe("guardChannel", function () {
  this.timeout(20_000);

  it("lets messages pass, those in pieces too", async () => {
    // { length, tag, version, null }
    const message = [0, 0, 0, 3, 0xff, 0x0f, 0x30];
    expect(await hear(message.map((byte) => [byte]))).to.deep.equal({
      guarded: true,
      messages: ["before", null, "after"],
      broken: 0,
    });
  });

  const garbage: Readonly<Record<string, readonly (readonly number[])[]>> = {
    "text, which would be the length of a message without end": [text],
    "text in pieces": text.map((byte) => [byte]),
    "a length alone that no message has": [[0x20, 0, 0, 0]],
    "a length that a message may have, before what is none": [[0, 16, 0, 0, 1]],
    "a whole message that is none": [[0, 0, 0, 2, 7, 7]],
  };
  for (const [what, pieces] of Object.entries(garbage)) {
    it(`breaks off at ${what}`, async () => {
      const { messages, broken } = await hear(pieces);
      expect(messages).to.deep.equal(["before"]);
      expect(broken).to.equal(1);
    });
  }

  it("takes nothing more from a channel that broke", async () => {
    const nothing = [[0, 0, 0, 2, 7, 7]];
    const { messages, broken } = await hear(nothing, 300);
    expect({ messages, broken }).to.deep.equal({ messages: ["before"], broken: 1 });
  });
});
