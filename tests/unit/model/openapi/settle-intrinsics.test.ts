import { expect } from "chai";
import { describe, it } from "mocha";
import { parseSourceDocument } from "../../../../src/harness/core/source-document.ts";
import { loadApiDocument } from "../../../../src/harness/model/openapi/load-api-document.ts";
import type { IntrinsicSettings } from "../../../../src/harness/model/openapi/settle-intrinsics.ts";
import { hashing } from "../../../support/model/load-document.ts";

const text = `openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a:
    get:
      Fn::If:
        - IsProd
        - operationId: inProd
          responses: { "200": { description: ok } }
        - operationId: elsewhere
          responses: { "200": { description: ok } }
    post:
      Fn::If: [IsProd, { Ref: "AWS::NoValue" }, { responses: {} }]
    put:
      Fn::If: [Unknown, { responses: {} }, { operationId: x }]
  /b:
    get:
      responses: { "200": { description: ok } }
      parameters:
        - Fn::If: [IsProd, { Ref: "AWS::NoValue" }, { name: gone, in: query }]
        - { name: kept, in: query }
  Fn::Transform:
    Name: AWS::Include
    Parameters: { Location: more.yaml }
`;

const settings: IntrinsicSettings = {
  condition: (name) => (name === "IsProd" ? true : null),
  include: (location) =>
    location === "more.yaml"
      ? parseSourceDocument({
          file: "more.yaml",
          text: "# more\n/b:\n  delete: { responses: {} }\n/c:\n  get: { responses: {} }\n",
        })
      : null,
};

const load = (intrinsics?: IntrinsicSettings) =>
  loadApiDocument({
    file: "api.yaml",
    text,
    hashing,
    ...(intrinsics === undefined ? {} : { intrinsics }),
  });

describe("Intrinsics that decide about a definition's shape", () => {
  it("are replaced by the branch whose condition holds; AWS::NoValue takes the member away", () => {
    const document = load(settings);
    const [first] = document.operations;
    expect(first?.operationId).to.equal("inProd");
    expect(document.operations.map(({ key }) => key)).to.not.include("POST /a");
    expect(document.source.locate("/paths/~1a/get/responses")).to.include({ line: 9, column: 11 });
  });

  it("leave an item out of a list, and the places of the others right", () => {
    const source = parseSourceDocument({
      file: "api.yaml",
      text: text.replace(/ {2}Fn::Transform[^]*/, ""),
    });
    const document = loadApiDocument({
      file: "api.yaml",
      text: source.text,
      hashing,
      intrinsics: settings,
    });
    const b = document.operations.find(({ path }) => path === "/b");
    expect(b?.parameters.map(({ name }) => name)).to.deep.equal(["kept"]);
    expect(document.source.locate(b?.parameters[0]?.pointer ?? "")).to.include({ line: 21 });
  });

  it("bring in the members of an included file, which win, with places of that file", () => {
    const document = load(settings);
    const keys = document.operations.map(({ key }) => key);
    expect(keys).to.include.members(["DELETE /b", "GET /c"]);
    expect(keys).to.not.include("GET /b");
    expect(document.source.locate("/paths/~1c/get")).to.include({ file: "more.yaml", line: 5 });
  });

  it("stay as they are where nothing is known", () => {
    const document = load();
    expect(document.operations.map(({ key }) => key)).to.deep.equal([
      "GET /a",
      "POST /a",
      "PUT /a",
      "GET /b",
    ]);
    expect(document.source.locate("/paths/~1a/get")).to.include({ line: 5 });
    expect(document.problems.map(({ code }) => code)).to.deep.equal([]);
  });
});
