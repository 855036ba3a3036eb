import { expect } from "chai";
import { suggestNames } from "../../../../src/harness/model/template/suggest-names.ts";

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
});
