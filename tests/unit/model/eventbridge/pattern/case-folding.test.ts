import { expect } from "chai";
import {
  foldedElement,
  matchesFolded,
} from "../../../../../src/harness/model/eventbridge/pattern/case-folding.ts";

function takes(operand: string, place: "whole" | "start" | "end", text: string): boolean {
  return matchesFolded(foldedElement(operand, place).folded, text);
}

describe("Case folding", () => {
  it("takes either case of each character, at the place it asks for", () => {
    expect(takes("oRder", "whole", "OrDER")).to.equal(true);
    expect(takes("order", "whole", "orders")).to.equal(false);
    expect(takes("order", "start", "ORDERS")).to.equal(true);
    expect(takes("DER", "end", "order")).to.equal(true);
    expect(takes("order", "end", "der")).to.equal(false);
    expect(takes("", "end", "x")).to.equal(true);
  });

  it("takes ways that are longer than the character, from both ends", () => {
    expect(takes("straße", "end", "Hauptstrasse".toUpperCase())).to.equal(true);
    expect(takes("ßa", "start", "SSab")).to.equal(true);
    expect(takes("ßa", "start", "ssab")).to.equal(false);
  });

  it("reads no character of an operand as a pattern", () => {
    expect(takes("a.c*(", "whole", "A.C*(")).to.equal(true);
    expect(takes("a.c", "whole", "abc")).to.equal(false);
    expect(takes("a\nb", "whole", "A\nB")).to.equal(true);
  });

  it("has no unit whose one way begins or ends with the other", () => {
    for (let code = 0; code < 0x10000; code += 1) {
      const unit = String.fromCharCode(code);
      const [lower, upper] = [unit.toLowerCase(), unit.toUpperCase()];
      if (lower === upper) continue;
      const isWithin = (one: string, other: string): boolean =>
        one.startsWith(other) || one.endsWith(other);
      expect(isWithin(lower, upper) || isWithin(upper, lower), unit).to.equal(false);
    }
  });

  it("looks for a long end of a long text once", () => {
    expect(takes("a".repeat(4000), "end", `${"a".repeat(1_000_000)}b`)).to.equal(false);
  }).timeout(2000);
});
