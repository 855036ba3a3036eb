import { expect } from "chai";
import { codeFrame } from "../../../../src/harness/app/report/code-frame.ts";

describe("A code frame", () => {
  it("shows the line, its neighbours and a caret under the column", () => {
    expect(codeFrame({ file: "a", line: 2, column: 3 }, "a:\n  b: 1\nc: 2\nd: 3\n")).to.deep.equal([
      "  1 | a:",
      "> 2 |   b: 1",
      "    |   ^",
      "  3 | c: 2",
    ]);
  });

  it("is empty without a text, without a line, and for a line the text does not have", () => {
    expect(codeFrame({ file: "a", line: 1 }, null)).to.deep.equal([]);
    expect(codeFrame({ file: "a" }, "x")).to.deep.equal([]);
    expect(codeFrame({ file: "a", line: 9 }, "x")).to.deep.equal([]);
  });
});
