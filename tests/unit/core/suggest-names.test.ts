import { expect } from "chai";
import { didYouMean, nearestName, suggestNames } from "../../../src/harness/core/suggest-names.ts";

describe("suggestNames", () => {
  it("suggests near names, the nearest first", () => {
    expect(
      suggestNames("GetOrdrFunction", ["AetOrderFunction", "GetOrderFunction", "Table"]),
    ).to.deep.equal(["GetOrderFunction", "AetOrderFunction"]);
  });

  it("does not mind letter case", () => {
    expect(suggestNames("getorder", ["GetOrder"])).to.deep.equal(["GetOrder"]);
  });

  it("suggests nothing that is a different word", () => {
    expect(suggestNames("CancelOrderFunction", ["CreateOrderFunction"])).to.deep.equal([]);
    expect(
      suggestNames("DeleteBookingFunction", ["CreateBookingFunction", "GetBookingFunction"]),
    ).to.deep.equal([]);
    expect(suggestNames("PutBookingFunction", ["GetBookingFunction"])).to.deep.equal([]);
  });

  it("takes no name of one letter for another", () => {
    expect(suggestNames("A", ["B", "C"])).to.deep.equal([]);
    expect(suggestNames("a", ["A"])).to.deep.equal(["A"]);
    expect(suggestNames("AB", ["AC"])).to.deep.equal(["AC"]);
    expect(nearestName("x", ["y", "xy"])).to.equal(null);
  });

  it("knows a name from what is left of it", () => {
    expect(suggestNames("LogLvl", ["LogLevel", "Stage"])).to.deep.equal(["LogLevel"]);
    expect(suggestNames("IsProduction", ["IsProd"])).to.deep.equal(["IsProd"]);
    expect(suggestNames("GetOrderFunction", ["GetOrder"])).to.deep.equal([]);
    expect(suggestNames("Stage", ["StageNameParameter"])).to.deep.equal([]);
    expect(suggestNames("OrderTable", ["OrderTopic"])).to.deep.equal([]);
  });

  it("counts two letters that change places once", () => {
    expect(suggestNames("Tabel", ["Table"])).to.deep.equal(["Table"]);
  });
});

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
