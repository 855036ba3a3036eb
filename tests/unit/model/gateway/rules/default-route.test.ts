import { expect } from "chai";
import { describe, it } from "mocha";
import { httpApi, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/default-route";

describe("import rule default-route", () => {
  it("reports $default without isDefaultRoute", () => {
    const text = `openapi: 3.0.3
paths:
  /$default:
    get: {}
`;
    expect(placesFor(code, text, httpApi)).to.deep.equal(["warning 3:3"]);
  });

  it("takes one that says so", () => {
    const text = `openapi: 3.0.3
paths:
  /$default:
    x-amazon-apigateway-any-method: { isDefaultRoute: true }
`;
    expect(placesFor(code, text, httpApi)).to.deep.equal([]);
  });
});
