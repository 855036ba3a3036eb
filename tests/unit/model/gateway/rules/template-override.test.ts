import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/template-override";

describe("import rule template-override", () => {
  it("reports what cannot be set", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get:
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: |
            #set($context.stage = 'a')
`;
    expect(placesFor(code, text)).to.deep.equal(["warning 9:18"]);
  });

  it("takes the two overrides, and variables of one's own", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get:
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: |
            #set($context.responseOverride.status = 404)
            #set($context.requestOverride.path.id = 'a')
            #set($stage = $context.stage)
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
