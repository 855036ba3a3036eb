import { expect } from "chai";
import {
  apiOf,
  functionOf,
  include,
  messagesOf,
  specOf,
  templateOf,
  wiredProblems,
} from "../../../../support/wiring/wire-loaded.ts";

const code = "wiring/document-shared";
const documents = { "a.yaml": specOf({ "get /x": "Fn" }), "b.yaml": specOf({ "get /x": "Fn" }) };

function found(second: string): string {
  const template = templateOf(
    apiOf("A", include("a.yaml")) + apiOf("B", include(second)) + functionOf("Fn"),
  );
  return messagesOf(wiredProblems(code, { template, documents }));
}

describe("documentShared", () => {
  it("tells of two APIs that deploy one file", () => {
    expect(found("a.yaml")).to.equal(
      "A and B deploy the same document a.yaml; each has every operation of it.",
    );
  });

  it("leaves APIs with documents of their own alone", () => {
    expect(found("b.yaml")).to.equal("");
  });
});
