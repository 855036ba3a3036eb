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

  it("is cut off after 200 MB (AWS Lambda guide, quotas)", () => {
    const collector = collectStream();
    const chunk = new Uint8Array(50 * 1024 * 1024);
    for (let count = 0; count < 4; count += 1) expect(collector.add(chunk)).to.equal(true);
    expect(collector.exceeded).to.equal(false);
    expect(collector.add(Buffer.from("x"))).to.equal(false);
    expect(collector).to.include({ exceeded: true, bytes: 200 * 1024 * 1024 });
  });
});
