import { expect } from "chai";
import { followLink } from "../../../../src/harness/checks/conformance/follow-link.ts";
import { requestTarget } from "../../../../src/harness/core/http-message.ts";
import type { JsonValue } from "../../../../src/harness/core/json.ts";
import { answer } from "../../../support/app/scripted-target.ts";
import { readDocument } from "../../../support/contracts/read-document.ts";

const document = readDocument(`openapi: 3.0.3
info: { title: Notes, version: "1" }
paths:
  /notes/{id}:
    get:
      operationId: getNote
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: lang, in: query, required: true, schema: { type: string }, example: en }
        - { name: page, in: query, schema: { type: integer }, example: 3 }
      responses: { "200": { description: ok } }
`);

function follow(parameters: Readonly<Record<string, JsonValue>>): string {
  const [operation] = document.operations;
  if (operation === undefined) throw new Error("The document has an operation.");
  const context = {
    request: { method: "POST", path: "/notes", query: "", headers: [], body: null },
    response: answer(201, { id: "a/b", page: 0, nothing: null }),
    pathParameters: {},
  };
  const link = { name: "read", pointer: "", operation, parameters };
  const followed = followLink(link, operation, context, []);
  return followed.kind === "request"
    ? requestTarget(followed.built.request)
    : `no value for ${followed.parameter}`;
}

describe("A followed link", () => {
  it("is a request with the exchange's values, encoded, and the examples of what else is required", () => {
    expect(follow({ id: "$response.body#/id" })).to.equal("/notes/a%2Fb?lang=en");
  });

  it("leads nowhere while a variable of the path has no value", () => {
    expect(follow({ page: "$response.body#/page" })).to.equal("no value for id");
  });

  it("takes an optional parameter only from the link", () => {
    expect(follow({ id: "N-1", page: "$response.body#/page" })).to.equal(
      "/notes/N-1?page=0&lang=en",
    );
  });

  it("prefers the link's value over the example", () => {
    expect(follow({ id: "N-1", lang: "de" })).to.equal("/notes/N-1?lang=de");
  });

  it("passes over a parameter the operation does not have", () => {
    expect(follow({ id: "N-1", other: "x" })).to.equal("/notes/N-1?lang=en");
  });

  it("leads nowhere without the value, or where the value is null", () => {
    expect(follow({ id: "$response.body#/none" })).to.equal("no value for id");
    expect(follow({ id: "$response.body#/nothing" })).to.equal("no value for id");
  });
});
