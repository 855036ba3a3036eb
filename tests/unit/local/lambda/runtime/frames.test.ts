import { expect } from "chai";
import { frameOf, readFrames } from "../../../../../src/harness/local/lambda/runtime/frames.ts";

interface Heard {
  readonly messages: readonly unknown[];
  readonly broken: number;
}

function hear(pieces: readonly Uint8Array[]): Heard {
  const messages: unknown[] = [];
  let broken = 0;
  const read = readFrames(
    (message) => messages.push(message),
    () => (broken += 1),
  );
  // The same bytes each time, as whoever reads a socket may have it.
  const shared = Buffer.alloc(1024);
  for (const piece of pieces) {
    shared.set(piece);
    read(shared.subarray(0, piece.length));
    shared.fill(0);
  }
  return { messages, broken };
}

function bytesOf(bytes: Uint8Array): Uint8Array[] {
  return [...bytes].map((byte) => Uint8Array.of(byte));
}

const done = { kind: "done", residentBytes: 1, payload: '{"a":"1\\n2\n€"}' };
const dying = { kind: "dying", failure: { trace: ["at a\n", "at b"], errorType: "Error" } };
const header = frameOf({}).subarray(0, 4);

describe("Frames", () => {
  it("bring each message as it was, long texts with line breaks and all", () => {
    for (const message of [
      done,
      dying,
      { kind: "ready", residentBytes: 5 },
      { kind: "log", stream: "stdout", text: "" },
      { kind: "chunk", data: "YWJj" },
      { kind: "invoke", requestId: "1", payload: "no JSON at all" },
    ])
      expect(hear([frameOf(message)])).to.deep.equal({ messages: [message], broken: 0 });
  });

  it("may come in pieces of any size, or several at once", () => {
    const both = Buffer.concat([frameOf(done), frameOf(dying)]);
    const expected = { messages: [done, dying], broken: 0 };
    expect(hear([both])).to.deep.equal(expected);
    expect(hear(bytesOf(both))).to.deep.equal(expected);
    for (let at = 1; at < both.length; at += 1)
      expect(hear([both.subarray(0, at), both.subarray(at)])).to.deep.equal(expected);
  });

  it("hold what no toJSON of a prototype has changed", () => {
    const prototypes = [Object.prototype, Array.prototype];
    const toJSON = { configurable: true, value: () => "replaced" };
    for (const prototype of prototypes) Reflect.defineProperty(prototype, "toJSON", toJSON);
    let frames: readonly Buffer[] = [];
    try {
      frames = [frameOf(done), frameOf(dying)];
    } finally {
      for (const prototype of prototypes) Reflect.deleteProperty(prototype, "toJSON");
    }
    expect(hear(frames)).to.deep.equal({ messages: [done, dying], broken: 0 });
  });

  const frame = frameOf({ kind: "ready", residentBytes: 1 });
  const text = Buffer.from("no message\n");
  const garbage: Readonly<Record<string, readonly Uint8Array[]>> = {
    "text, which would be the length of a message without end": [text],
    "text in pieces": bytesOf(text),
    "one byte that none begins with": [text.subarray(0, 1)],
    "a length that none has": [Buffer.concat([header, Buffer.from([0x20, 0, 0, 1])])],
    "a frame without JSON": [Buffer.concat([header, Buffer.from([0, 0, 0, 1]), text])],
    "a second line of what has none": [
      Buffer.concat([header, Buffer.from([0, 0, 0, 4]), Buffer.from("{}\na")]),
    ],
    "text within a frame": [frame.subarray(0, 12), text, frame.subarray(12), frame],
  };
  for (const [what, pieces] of Object.entries(garbage)) {
    it(`break off at ${what}, once, and take nothing more`, () => {
      const heard = hear([frameOf(done), ...pieces, ...pieces, frameOf(done)]);
      expect(heard).to.deep.equal({ messages: [done], broken: 1 });
    });
  }
});
