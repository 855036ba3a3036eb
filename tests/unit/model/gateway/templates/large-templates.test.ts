import { expect } from "chai";
import { describe, it } from "mocha";
import { lintImport } from "../../../../../src/harness/model/gateway/lint-import.ts";
import { restApi } from "../../../../support/model/lint-document.ts";
import { loadDocument } from "../../../../support/model/load-document.ts";

const pieces = [
  "\\",
  "$context.stag ",
  "#set(",
  "#set(a=1)",
  "#if(",
  "#end",
  "#*",
  "##",
  "${",
  " ",
];

describe("The rules of mapping templates", () => {
  it("come to an end with large templates, and tell of a hundred places at most", () => {
    for (const piece of pieces) {
      const template = piece.repeat(Math.floor(200_000 / piece.length));
      const text = JSON.stringify({
        openapi: "3.0.3",
        paths: {
          "/a": {
            get: {
              "x-amazon-apigateway-integration": {
                type: "mock",
                requestTemplates: { "a/b": template, "c/d": { "Fn::Sub": template } },
              },
            },
          },
        },
      });
      const found = lintImport({ document: loadDocument(text), api: restApi });
      expect(found.length, piece).to.be.at.most(100);
    }
  });
});
