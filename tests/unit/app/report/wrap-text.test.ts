import { expect } from "chai";
import { wrapText } from "../../../../src/harness/app/report/wrap-text.ts";

describe("Wrapped text", () => {
  it("is broken at spaces, by what a terminal shows", () => {
    expect(wrapText("one two three", 8)).to.deep.equal(["one two", "three"]);
    expect(wrapText("one two three", 7)).to.deep.equal(["one two", "three"]);
    expect(wrapText("日本 日本 a", 6)).to.deep.equal(["日本", "日本 a"]);
  });

  it("keeps a word that is too long, and what needs no break", () => {
    expect(wrapText("a incomprehensible b", 5)).to.deep.equal(["a", "incomprehensible", "b"]);
    expect(wrapText("one two", Number.POSITIVE_INFINITY)).to.deep.equal(["one two"]);
    expect(wrapText("", 5)).to.deep.equal([""]);
  });
});
