import { expect } from "chai";
import { cell, renderTable } from "../../../../src/harness/app/report/render-table.ts";

describe("A table", () => {
  it("aligns its columns two spaces apart, without trailing space", () => {
    expect(
      renderTable([
        [cell("a"), cell("1", "right"), cell("x")],
        [cell("long"), cell("100", "right"), cell("")],
      ]),
    ).to.deep.equal(["a       1  x", "long  100"]);
  });

  it("measures what is seen, not what is written", () => {
    const red = { text: "\u001B[31mab\u001B[39m", width: 2 };
    expect(
      renderTable([
        [red, cell("x")],
        [cell("abc"), cell("y")],
      ]),
    ).to.deep.equal([`${red.text}   x`, "abc  y"]);
  });

  it("may have rows of different length, or none", () => {
    expect(renderTable([[cell("a")], [cell("b"), cell("c")]])).to.deep.equal(["a", "b  c"]);
    expect(renderTable([])).to.deep.equal([]);
  });
});
