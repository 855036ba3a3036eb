import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/greedy-not-last";

describe("import rule greedy-not-last", () => {
  it("reports a greedy variable with something after it", () => {
    const text = `openapi: 3.0.3
paths:
  /{proxy+}/more: {}
`;
    expect(placesFor(code, text)).to.deep.equal(["error 3:3"]);
  });

  it("takes it at the end", () => {
    const text = `openapi: 3.0.3
paths:
  /more/{proxy+}: {}
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
