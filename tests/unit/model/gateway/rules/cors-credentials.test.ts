import { expect } from "chai";
import { describe, it } from "mocha";
import { httpApi, lintFor, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/cors-credentials";

describe("import rule cors-credentials", () => {
  it("reports credentials for every origin", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-cors: { allowOrigins: ['*'], allowCredentials: true }
`;
    expect(placesFor(code, text, httpApi)).to.deep.equal(["error 2:1"]);
  });

  it("takes named origins", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-cors: { allowOrigins: ['https://example.com'], allowCredentials: true }
`;
    expect(placesFor(code, text, httpApi)).to.deep.equal([]);
  });

  it("reports the template's own settings at their place", () => {
    const location = { file: "template.yaml", line: 7, column: 9 };
    const cors = { value: { AllowCredentials: true, AllowOrigins: ["*"] }, location };
    const [found] = lintFor(code, "openapi: 3.0.3\npaths: {}\n", { ...httpApi, cors });
    expect(found?.location).to.deep.equal(location);
  });
});
