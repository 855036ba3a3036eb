import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/model-name";

describe("import rule model-name", () => {
  it("reports names with other characters", () => {
    const text = `openapi: 3.0.3
components:
  schemas:
    Order_Item: {}
    Order.List: {}
`;
    expect(placesFor(code, text)).to.deep.equal(["error 4:5", "error 5:5"]);
  });

  it("takes letters and digits", () => {
    const text = `openapi: 3.0.3
components:
  schemas:
    Order2: {}
definitions: { not_here: {} }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
