import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor, restApi } from "../../../../support/model/lint-document.ts";

const code = "gateway/server-path-ignored";

describe("import rule server-path-ignored", () => {
  it("tells of a path that is left out", () => {
    const text = `openapi: 3.0.3
servers: [{ url: https://example.com }, { url: https://example.com/v1/ }]
`;
    expect(placesFor(code, text)).to.deep.equal(["info 2:43"]);
  });

  it("is content without a path, and with placeholders", () => {
    const text = `openapi: 3.0.3
servers: [{ url: https://example.com/ }, { url: / }, { url: 'https://\${Domain}/v1' }]
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });

  it("knows the path of a stage, and variables at their defaults", () => {
    const text = `openapi: 3.0.3
servers:
  - { url: "https://a.execute-api.eu-west-2.amazonaws.com/dev" }
  - { url: "https://example.com/{base}", variables: { base: { default: "" } } }
  - { url: /dev }
  - { url: "/{unknown}" }
`;
    const stage = { name: "dev", location: { file: "template.yaml" }, variables: [] };
    expect(placesFor(code, text, { ...restApi, stage })).to.deep.equal([]);
    expect(placesFor(code, text.replace('default: ""', "default: v1"))).to.deep.equal(["info 4:7"]);
  });

  it("tells of basePath, unless the template asks for it", () => {
    const text = 'swagger: "2.0"\nbasePath: /v1\npaths: {}\n';
    expect(placesFor(code, text)).to.deep.equal(["info 2:1"]);
    expect(placesFor(code, text, { ...restApi, basePathMode: "prepend" })).to.deep.equal([]);
  });
});
