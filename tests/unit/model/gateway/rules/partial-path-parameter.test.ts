import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/partial-path-parameter";

describe("import rule partial-path-parameter", () => {
  it("reports a parameter beside other text in one segment", () => {
    const text = `openapi: 3.0.3
paths:
  /files/{name}.json: {}
  /{a}-{b}/c: {}
`;
    expect(placesFor(code, text)).to.deep.equal(["error 3:3", "error 4:3"]);
  });

  it("takes whole segments", () => {
    const text = `openapi: 3.0.3
paths:
  /files/{name}: {}
  /all/{proxy+}: {}
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
