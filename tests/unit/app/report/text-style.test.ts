import { expect } from "chai";
import {
  choosePaint,
  colourPaint,
  plainPaint,
} from "../../../../src/harness/app/report/text-style.ts";

describe("Colour", () => {
  const terminal = { isTTY: true };
  const pipe = {};
  const vectors: readonly (readonly [string, object, Record<string, string>, boolean])[] = [
    ["is used in a terminal", terminal, {}, true],
    ["is not used in a pipe", pipe, {}, false],
    ["is not used in a terminal that cannot show it", terminal, { TERM: "dumb" }, false],
    ["is not used with NO_COLOR", terminal, { NO_COLOR: "1" }, false],
    ["is used with an empty NO_COLOR", terminal, { NO_COLOR: "" }, true],
    ["is used in a pipe with FORCE_COLOR", pipe, { FORCE_COLOR: "1" }, true],
    ["is used in a pipe with an empty FORCE_COLOR", pipe, { FORCE_COLOR: "" }, true],
    ["is not used with FORCE_COLOR=0", terminal, { FORCE_COLOR: "0" }, false],
    ["is not used with FORCE_COLOR=false", terminal, { FORCE_COLOR: "false" }, false],
    ["is not used with NO_COLOR and FORCE_COLOR", pipe, { NO_COLOR: "1", FORCE_COLOR: "1" }, false],
  ];
  for (const [name, stream, environment, coloured] of vectors)
    it(name, () => {
      expect(choosePaint(stream, environment)).to.equal(coloured ? colourPaint : plainPaint);
    });

  it("is ANSI codes around the text", () => {
    expect(colourPaint("red", "text")).to.equal("\u001B[31mtext\u001B[39m");
    expect(plainPaint("red", "text")).to.equal("text");
  });
});
