import { expect } from "chai";
import { createLineReader } from "../../../../src/harness/local/lambda/line-reader.ts";

function readAll(chunks: readonly Buffer[]): readonly string[] {
  const seen: string[] = [];
  const reader = createLineReader((text) => seen.push(text));
  for (const chunk of chunks) reader.read(chunk);
  reader.end();
  return seen;
}

describe("createLineReader", () => {
  it("gives the same lines however the bytes are cut, a character of several bytes too", () => {
    const bytes = Buffer.from(`é\nlast\nnext\n`);
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(readAll([bytes.subarray(0, at), bytes.subarray(at)])).to.deep.equal([
        "é",
        "last",
        "next",
      ]);
    }
  });

  it("keeps empty lines, and ends a last line without a break", () => {
    expect(readAll([Buffer.from("a\n\nb")])).to.deep.equal(["a", "", "b"]);
  });

  it("goes on after an end with a line of its own", () => {
    const seen: string[] = [];
    const reader = createLineReader((text) => seen.push(text));
    for (const text of ["a\nb", "c"]) {
      reader.read(Buffer.from(text));
      reader.end();
    }
    expect(seen).to.deep.equal(["a", "b", "c"]);
  });

  it("breaks a line without end", () => {
    const endless = readAll(Array.from({ length: 20 }, () => Buffer.from("y".repeat(50_000))));
    expect(endless.length).to.be.greaterThan(2);
    expect(endless.join("")).to.equal("y".repeat(1_000_000));
  });
});
