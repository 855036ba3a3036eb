import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/template-set";

describe("import rule template-set", () => {
  it("reports a variable without its $", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get:
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: |
            #set(name = 'a')
`;
    expect(placesFor(code, text)).to.deep.equal(["error 9:13"]);
  });

  it("takes variables", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get:
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: |
            #set($name = 'a')
            #set( $name.x = 1 )
            #settle(name = 1)
            #set(
              $b = 1)
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
