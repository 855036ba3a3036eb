import { expect } from "chai";
import { describe, it } from "mocha";
import { lintFor, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/path-characters";

describe("import rule path-characters", () => {
  it("reports what API Gateway does not take in a path", () => {
    const text = `openapi: 3.0.3
paths:
  /a b/c*: {}
  /ü: {}
`;
    expect(placesFor(code, text)).to.deep.equal(["error 3:3", "error 4:3"]);
    expect(lintFor(code, text)[0]?.message).to.equal(
      'The path /a b/c* has " " and "*", which API Gateway does not take in a path.',
    );
  });

  it("takes letters, digits, _ - . , : and parameters, and passes over placeholders", () => {
    const text = `openapi: 3.0.3
paths:
  /a_b-c.d,e:f/{id}: {}
  /\${Stage}/a: {}
  Fn::Transform: {}
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
