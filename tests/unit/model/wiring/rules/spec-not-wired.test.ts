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

const code = "wiring/spec-not-wired";

const event = (path: string): string =>
  `{ E: { Type: Api, Properties: { Path: "${path}", Method: get } } }`;
const template = templateOf(functionOf("Fn", event("/x/{id}")) + functionOf("Two", event("/y")));
const unwired = {
  "other.yaml": specOf({ "get /elsewhere": null }),
  "docs/openapi.yaml": specOf({ "get /x/{key}": null, "post /x": null }),
};

describe("specNotWired", () => {
  it("offers the document that describes the most of an API's routes, and tells where they differ", () => {
    const [problem] = wiredProblems(code, { template, unwired });
    expect(problem?.message).to.equal(
      "ServerlessRestApi has no OpenAPI document; its 2 routes come from events alone, so nothing it does can be held against a contract; docs/openapi.yaml describes 1 of its 2 routes and is not wired.",
    );
    expect(problem?.related.map(({ message }) => message)).to.deep.equal([
      "the document",
      "POST /x is described, not deployed",
      "GET /y is deployed, not described",
    ]);
    expect(problem?.hint).to.contain("includes docs/openapi.yaml");
  });

  it("offers none that describes no route", () => {
    const [problem] = wiredProblems(code, {
      template,
      unwired: { "other.yaml": unwired["other.yaml"] },
    });
    expect(problem?.message).to.not.contain("not wired");
    expect(problem?.related).to.deep.equal([]);
  });

  const inline = (operation: string): string =>
    templateOf(
      apiOf(
        "A",
        `DefinitionBody: { openapi: 3.0.1, info: { title: x, version: "1" }, paths: { /x: { post: ${operation} } } }`,
      ),
    );

  it("takes an inline document without schemas for a list of routes, when a better one is at hand", () => {
    const bare = inline("{ x-amazon-apigateway-integration: { type: mock } }");
    expect(messagesOf(wiredProblems(code, { template: bare, unwired })))
      .to.contain("has an inline document without schemas")
      .and.contain("docs/openapi.yaml");
    expect(wiredProblems(code, { template: bare })).to.deep.equal([]);
  });

  it("leaves documents alone that are wired or say what they take", () => {
    const described = inline(
      "{ requestBody: { content: { application/json: { schema: { type: object } } } } }",
    );
    expect(wiredProblems(code, { template: described, unwired })).to.deep.equal([]);
    const wired = templateOf(apiOf("A", include()) + functionOf("Fn"));
    expect(
      wiredProblems(code, { template: wired, documents: { "openapi.yaml": specOf({}) }, unwired }),
    ).to.deep.equal([]);
  });
});
