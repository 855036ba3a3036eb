import { expect } from "chai";
import fc from "fast-check";
import { toPlainItem, toPlainNumber } from "../../../../src/harness/local/aws/to-plain-item.ts";

describe("toPlainNumber", () => {
  for (const [text, value] of [
    ["0", 0],
    ["-12.5", -12.5],
    ["1E+20", 1e20],
    ["9007199254740991", 9_007_199_254_740_991],
    ["9007199254740993", "9007199254740993"],
    ["100000000000000000000", 1e20],
    ["1.00000000000000000001", "1.00000000000000000001"],
    ["1E-130", 1e-130],
  ] as const) {
    it(`reads ${text} as ${JSON.stringify(value)}`, () => {
      expect(toPlainNumber(text)).to.equal(value);
    });
  }

  it("gives every number JavaScript wrote back as it was", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(toPlainNumber(String(value)))).to.equal(value === 0 ? 0 : value);
      }),
    );
  });
});

describe("toPlainItem", () => {
  it("refuses what DynamoDB does not have", () => {
    expect(() => toPlainItem({ a: () => 1 })).to.throw("no JSON form");
  });
});
