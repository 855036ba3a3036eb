import { expect } from "chai";
import { describe, it } from "mocha";
import { httpApi, lintFor, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/cors-shape";

describe("import rule cors-shape", () => {
  it("reports unknown members, and lists that are none", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-cors: { allowOrigin: ['*'], allowMethods: GET }
`;
    expect(placesFor(code, text, httpApi)).to.deep.equal(["warning 2:29", "warning 2:49"]);
    expect(lintFor(code, text, httpApi)[0]?.message).to.equal(
      "x-amazon-apigateway-cors has allowOrigin, which API Gateway does not know; did you mean allowOrigins?",
    );
  });

  it("takes the known ones", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-cors: { allowOrigins: ['*'], allowMethods: { Ref: M }, maxAge: 3600, allowCredentials: false }
`;
    expect(placesFor(code, text, httpApi)).to.deep.equal([]);
  });
});
