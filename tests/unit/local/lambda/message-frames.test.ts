import { expect } from "chai";
import { MessageFrames } from "../../../../src/harness/local/lambda/message-frames.ts";

const frame = (text: string): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(text));
  return Buffer.concat([length, Buffer.from(text)]);
};

describe("MessageFrames", () => {
  it("follows messages however they are cut", () => {
    const bytes = Buffer.concat([frame("one"), frame(""), frame("x".repeat(70_000))]);
    for (const size of [1, 3, 7, 65_536, bytes.length]) {
      const frames = new MessageFrames();
      for (let at = 0; at < bytes.length; at += size)
        expect(frames.take(bytes.subarray(at, at + size)), `${size}`).to.equal(true);
      expect(frames.take(Buffer.from("no message\n"))).to.equal(false);
    }
  });
});
