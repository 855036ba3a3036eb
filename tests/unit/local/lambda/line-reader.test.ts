import { expect } from "chai";
import { createLineReader } from "../../../../src/harness/local/lambda/line-reader.ts";

const marker = "\u0000end\u0000";

function readAll(chunks: readonly Buffer[]): readonly string[] {
  const seen: string[] = [];
  const reader = createLineReader(marker, {
    onLine: (text) => seen.push(text),
    onMarker: () => seen.push("MARKER"),
  });
  for (const chunk of chunks) reader.read(chunk);
  reader.end();
  return seen;
}

describe("createLineReader", () => {
  it("gives the same lines however the bytes are cut, a character of several bytes too", () => {
    const bytes = Buffer.from(`é\nlast${marker}next\n`);
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(readAll([bytes.subarray(0, at), bytes.subarray(at)])).to.deep.equal([
        "é",
        "last",
        "MARKER",
        "next",
      ]);
    }
  });

  it("keeps empty lines, and ends a last line without a break", () => {
    expect(readAll([Buffer.from("a\n\nb")])).to.deep.equal(["a", "", "b"]);
  });

  it("sees markers that follow each other", () => {
    expect(readAll([Buffer.from(marker + marker)])).to.deep.equal(["MARKER", "MARKER"]);
  });

  it("breaks a line without end, and sees a marker wherever the break falls", () => {
    const text = "x".repeat(300_000);
    for (const at of [1, 262_140, 262_144, 262_150, 300_003]) {
      const bytes = Buffer.from(`${text}${marker}next`);
      const seen = readAll([bytes.subarray(0, at), bytes.subarray(at)]);
      expect(seen.slice(-2)).to.deep.equal(["MARKER", "next"]);
      expect(seen.slice(0, -2).join("")).to.equal(text);
    }
    const whole = `${"x".repeat(262_142)}${marker}`;
    const begun = [whole.slice(0, 262_145), whole.slice(262_145)].map((each) => Buffer.from(each));
    expect(readAll(begun).at(-1)).to.equal("MARKER");
    const endless = readAll(Array.from({ length: 20 }, () => Buffer.from("y".repeat(50_000))));
    expect(endless.length).to.be.greaterThan(2);
    expect(endless.join("")).to.equal("y".repeat(1_000_000));
  });
});
