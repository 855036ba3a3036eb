import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/reserved-path";

describe("import rule reserved-path", () => {
  it("tells of /ping and /sping at the root", () => {
    const text = `openapi: 3.0.3
paths:
  /ping: {}
  /sping: {}
`;
    expect(placesFor(code, text)).to.deep.equal(["info 3:3", "info 4:3"]);
  });

  it("takes them below another path", () => {
    const text = `openapi: 3.0.3
paths:
  /a/ping: {}
  /pings: {}
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
