import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/template-variable";
const head = `openapi: 3.0.3
paths:
  /a:
    get:
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
`;

describe("locateInTemplate", () => {
  it("finds a word in a block, folded or not", () => {
    for (const style of ["|", "|-", ">", ">-"]) {
      const text = `${head}          a/b: ${style}\n            x\n\n            y $context.stag z $context.stag\n`;
      expect(placesFor(code, text), style).to.deep.equal(["warning 11:15", "warning 11:31"]);
    }
  });

  it("finds a word in a quoted text over several lines, and in one with escapes", () => {
    const text = `${head}          a/b: "x \\"y\\" \\\n            $context.stag"\n`;
    expect(placesFor(code, text)).to.deep.equal(["warning 9:13"]);
  });

  it("finds a word in JSON, where line breaks are escaped", () => {
    const template = JSON.stringify('#set($a = 1)\n{ "a": "$context.stag" }');
    const text = `{ "openapi": "3.0.3", "paths": { "/a": { "get": { "x-amazon-apigateway-integration": {
"type": "mock",
"requestTemplates": { "application/json": ${template} } } } } } }`;
    expect(placesFor(code, text)).to.deep.equal(["warning 3:69"]);
  });
});
