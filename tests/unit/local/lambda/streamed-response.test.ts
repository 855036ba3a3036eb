import { expect } from "chai";
import { collectStream } from "../../../../src/harness/local/lambda/streamed-response.ts";

describe("What a caller gets of a stream that waits for all of it", () => {
  for (const [text, payload] of [
    ["null", null],
    ['{"a":1}', { a: 1 }],
    ["no JSON", "no JSON"],
    ["", ""],
  ] as const)
    it(`is ${JSON.stringify(payload)} of ${JSON.stringify(text)}`, () => {
      const collector = collectStream();
      collector.add(Buffer.from(text));
      expect(collector.finish("text/plain").payload).to.deep.equal(payload);
    });
});
