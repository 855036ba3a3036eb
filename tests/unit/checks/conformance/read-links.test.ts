import { expect } from "chai";
import { readLinks } from "../../../../src/harness/checks/conformance/read-links.ts";
import { readDocument } from "../../../support/contracts/read-document.ts";

const linksOf = (links: string) => {
  const document = readDocument(`openapi: 3.0.3
info: { title: Notes, version: "1" }
paths:
  /notes:
    get:
      operationId: listNotes
      responses:
        "200":
          description: notes
          links: ${links}
components:
  links:
    shared: { operationId: listNotes, parameters: { limit: 2 } }
`);
  const response = document.operations[0]?.responses[0];
  if (response === undefined) throw new Error("The document has a response.");
  return readLinks(document, response);
};

describe("The links of a response", () => {
  it("name an operation by its id", () => {
    const [link] = linksOf(
      `{ next: { operationId: listNotes, parameters: { page: "$response.body#/next" } } }`,
    );
    expect(link?.operation?.key).to.equal("GET /notes");
    expect(link).to.deep.include({
      name: "next",
      pointer: "/paths/~1notes/get/responses/200/links/next",
      parameters: { page: "$response.body#/next" },
    });
  });

  it("name an operation by reference", () => {
    expect(
      linksOf(`{ next: { operationRef: "#/paths/~1notes/get" } }`)[0]?.operation?.key,
    ).to.equal("GET /notes");
    expect(
      linksOf(`{ next: { operationRef: "other.yaml#/paths/~1notes/get" } }`)[0]?.operation,
    ).to.equal(null);
  });

  it("name none that exists", () => {
    expect(linksOf(`{ next: { operationId: nothing } }`)[0]?.operation).to.equal(null);
    expect(linksOf(`{ next: {} }`)[0]?.operation).to.equal(null);
  });

  it("may be shared among responses", () => {
    expect(linksOf(`{ next: { $ref: "#/components/links/shared" } }`)[0]).to.deep.include({
      name: "next",
      parameters: { limit: 2 },
    });
    expect(linksOf(`{ next: { $ref: "#/components/links/none" } }`)).to.deep.equal([]);
  });

  it("say the place of a parameter before its name", () => {
    const [link] = linksOf(
      `{ next: { operationId: listNotes, parameters: { query.limit: 1, path.id: a, header.x: b, plain.name: c } } }`,
    );
    expect(link?.parameters).to.deep.equal({ limit: 1, id: "a", x: "b", "plain.name": "c" });
  });

  it("are none where there are none, or what is there is no map", () => {
    expect(linksOf("{}")).to.deep.equal([]);
    expect(linksOf("[]")).to.deep.equal([]);
    expect(linksOf("{ next: 7 }")).to.deep.equal([]);
  });
});
