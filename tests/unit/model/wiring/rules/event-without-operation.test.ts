import { expect } from "chai";
import {
  apiOf,
  functionOf,
  include,
  specOf,
  templateOf,
  wiredProblems,
} from "../../../../support/wiring/wire-loaded.ts";
import { goodTemplate, problemsOf, wireGood } from "../../../../support/wiring/wire-texts.ts";

const written = 'Path: "/orders/{orderId}", Method: get';

/** How many events are without an operation when the one of GET /orders/{orderId} stands elsewhere. */
function count(path: string, method = "get"): number {
  const template = goodTemplate.replace(written, `Path: "${path}", Method: ${method}`);
  return problemsOf(wireGood({ template }), "wiring/event-without-operation").length;
}

describe("wiring/event-without-operation", () => {
  for (const path of ["/orders/{id}", "/orders/{orderId}/", "/{proxy+}", "/orders/{proxy+}"]) {
    it(`takes ${path} for leave to serve /orders/{orderId}`, () => {
      expect(count(path)).to.equal(0);
      expect(count(path, "any")).to.equal(0);
    });
  }

  it("finds an event that neither has a route nor permits one of its function", () => {
    expect(count("/others/{id}")).to.equal(1);
    expect(count("/orders/{id}", "post")).to.equal(1);
    expect(count("/orders/{id}/items")).to.equal(1);
  });

  it("finds an HttpApi event on a document that SAM does not edit", () => {
    const found = (definition: string): string => {
      const template = templateOf(
        apiOf("Api", definition, "HttpApi") +
          functionOf(
            "Fn",
            "{ E: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /new, Method: get } } }",
          ),
      );
      const documents = { "openapi.yaml": specOf({ "get /x": "Fn" }) };
      return wiredProblems("wiring/event-without-operation", { template, documents })
        .map(({ message }) => message)
        .join("\n");
    };
    expect(found("DefinitionUri: openapi.yaml"))
      .to.contain("is on GET /new")
      .and.contain("answers it with 404");
    expect(found(include())).to.equal("");
  });
});
