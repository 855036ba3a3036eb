import { expect } from "chai";
import {
  refusalMessage,
  type PatternMode,
} from "../../../../../src/harness/model/eventbridge/pattern/pattern-mode.ts";
import { readPattern } from "../../../../../src/harness/model/eventbridge/pattern/read-pattern.ts";

function refused(mode: PatternMode, pattern: object): string | null {
  const read = readPattern(JSON.stringify(pattern), mode);
  return "rejected" in read ? read.rejected : null;
}

const fields = (count: number): Record<string, readonly string[]> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${String(index)}`, ["x"]]));
const values = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `v${String(index)}`);

describe("The modes of patterns", () => {
  it("give pipes no wildcard, and nothing but values inside anything-but", () => {
    expect(refused("pipes", { a: [{ wildcard: "*x" }] })).to.contain("wildcard");
    for (const operator of ["prefix", "suffix", "equals-ignore-case", "wildcard"])
      expect(refused("pipes", { a: [{ "anything-but": { [operator]: "x" } }] })).to.equal(
        `Unsupported anything-but pattern: ${operator}`,
      );
    const taken = [
      "x",
      null,
      { prefix: "a" },
      { suffix: "a" },
      { "equals-ignore-case": "a" },
      { "anything-but": ["a"] },
      { numeric: [">", 1] },
      { exists: true },
    ];
    expect(refused("pipes", { $or: [{ a: taken }, { b: taken }] })).to.equal(null);
    expect(refused("eventbridge", { a: [{ wildcard: "*x" }] })).to.equal(null);
    expect(refused("lambda", { a: [{ wildcard: "*x" }] })).to.equal(null);
  });

  it("give SNS five keys, 150 combinations and no anything-but of a suffix", () => {
    for (const mode of ["sns-body", "sns-attributes"] as const) {
      expect(refused(mode, fields(5))).to.equal(null);
      expect(refused(mode, fields(6))).to.equal("Filter policy can not have more than 5 keys");
      expect(refused(mode, { a: values(50), b: values(3) })).to.equal(null);
      expect(refused(mode, { a: values(51), b: values(3) })).to.equal(
        "Filter policy is too complex",
      );
      expect(refused(mode, { a: [{ "anything-but": { suffix: "x" } }] })).to.equal(
        "Unsupported anything-but pattern: suffix",
      );
      expect(refused(mode, { a: [{ "anything-but": { prefix: "x" } }] })).to.equal(null);
    }
  });

  it("count the levels of a policy of the body, and refuse them in one of the attributes", () => {
    expect(refused("sns-body", { a: { b: { c: values(50) } } })).to.equal(null);
    expect(refused("sns-body", { a: { b: { c: values(51) } } })).to.equal(
      "Filter policy is too complex",
    );
    const nested = "Filter policy scope MessageAttributes does not support nested filter policy";
    expect(refused("sns-attributes", { a: { b: ["x"] } })).to.equal(nested);
    expect(refused("sns-attributes", { $or: [{ a: ["x"] }, { b: { c: ["x"] } }] })).to.equal(
      nested,
    );
    expect(refused("sns-attributes", { "a.b": ["x"] })).to.equal(null);
  });

  it("have lengths of their own", () => {
    const long = { a: ["x".repeat(5000)] };
    expect(refused("lambda", long)).to.contain("4096");
    expect(refused("sns-body", long)).to.equal(null);
  });

  it("are refused in the words of their service", () => {
    expect(refusalMessage("lambda", "x")).to.equal("Invalid filter pattern definition.");
    expect(refusalMessage("sns-body", "x")).to.equal(
      "Invalid parameter: Attributes Reason: FilterPolicy: x",
    );
    expect(refusalMessage("eventbridge", "x")).to.equal("Event pattern is not valid. Reason: x");
  });
});
