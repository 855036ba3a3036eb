import { expect } from "chai";
import { describe, it } from "mocha";
import { didYouMean, nearestName } from "../../../../src/harness/model/gateway/nearest-name.ts";

describe("nearestName", () => {
  it("finds a slip of the pen: a letter too many or too few, two swapped, another letter case", () => {
    const names = ["requestOverride", "responseOverride", "stage"];
    expect(nearestName("reponseOverride", names)).to.equal("responseOverride");
    expect(nearestName("requestOverrdie", names)).to.equal("requestOverride");
    expect(nearestName("Stage", names)).to.equal("stage");
  });

  it("finds nothing where the word is another", () => {
    expect(nearestName("weather", ["stage", "status"])).to.equal(null);
    expect(nearestName("a".repeat(1000), ["a".repeat(1000)])).to.equal(null);
  });

  it("ends a sentence", () => {
    expect(didYouMean("stag", ["stage"])).to.equal("; did you mean stage?");
    expect(didYouMean("weather", ["stage"])).to.equal("");
  });
});
