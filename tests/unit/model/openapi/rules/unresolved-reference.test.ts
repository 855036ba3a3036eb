import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/dangling-reference";

describe("rule unresolved-reference", () => {
  it("reports a reference that leads nowhere, where it stands", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a:
    get:
      responses: { "200": { $ref: "#/components/responses/Gone" } }
components:
  schemas:
    A: { $ref: "#/components/schemas/A" }
`);
    expect(problemsOf(document, code)).to.deep.equal([
      `${code} openapi.yaml:6:29`,
      `${code} openapi.yaml:9:10`,
    ]);
  });

  it("tells of a circle once, and of none where the target is put in when deployed", () => {
    const document = loadDocument(`openapi: 3.0.3
paths: {}
components:
  schemas:
    A: { properties: { a: { $ref: "#/components/schemas/B" } } }
    B: { $ref: "#/components/schemas/C" }
    C: { $ref: "#/components/schemas/B" }
    D: { properties: { a: { $ref: "#/components/responses/Later" } } }
  responses: { Fn::Transform: { Name: "AWS::Include" } }
`);
    expect(problemsOf(document, code)).to.deep.equal([`${code} openapi.yaml:6:10`]);
  });

  it("tells fragments without a slash, and files outside the folder, as they are written", () => {
    const document = loadDocument(
      `openapi: 3.0.3
paths: {}
components:
  schemas:
    A: { $ref: "a.yaml#Order" }
    B: { $ref: "#Order" }
    C: { $ref: "../b.yaml#/Order" }
    D: { $ref: "a.yaml#/Gone" }
`,
      { read: (path) => (path === "a.yaml" ? "Order: {}" : null) },
    );
    const messages = document.problems.map(({ message }) => message);
    expect(messages).to.include.members([
      "The reference a.yaml#Order leads nowhere: what comes after # has to begin with a slash.",
      "The reference #Order leads nowhere: what comes after # has to begin with a slash.",
      "The reference ../b.yaml#/Order leads to ../b.yaml, outside the folder that is checked, so it is not followed.",
      "The reference a.yaml#/Gone leads nowhere.",
    ]);
    expect(messages.join()).not.to.contain("x-lockstep-files");
  });

  it("is an error where the file is not there, with the path that was tried", () => {
    const document = loadDocument(
      `openapi: 3.0.3
paths: {}
components:
  schemas:
    A: { $ref: "schemas/common.yaml#/Money" }
    B: { $ref: "schemas/comon.yaml#/Money" }
`,
      {
        read: (path) =>
          path === "schemas/common.yaml" ? "Money: { $ref: '../types/int.yaml' }" : null,
      },
    );
    const found = document.problems.filter((problem) => problem.code === code);
    expect(found.map(({ severity, message }) => `${severity} ${message}`)).to.deep.equal([
      "error The reference schemas/comon.yaml#/Money leads to schemas/comon.yaml, and no file that can be read is there.",
      "error The reference ../types/int.yaml leads to types/int.yaml, and no file that can be read is there.",
    ]);
    expect(problemsOf(document, code)).to.deep.equal([
      `${code} openapi.yaml:6:10`,
      `${code} schemas/common.yaml:1:10`,
    ]);
  });

  it("names what was meant, in the document or in another file", () => {
    const document = loadDocument(
      `openapi: 3.0.3
paths: {}
components:
  schemas:
    Order: { type: object }
    A: { $ref: "#/components/schemas/Ordr" }
    B: { $ref: "common.yaml#/Mony" }
`,
      { read: (path) => (path === "common.yaml" ? "Money: {}" : null) },
    );
    expect(
      document.problems.filter((problem) => problem.code === code).map(({ hint }) => hint),
    ).to.deep.equal([
      "Did you mean #/components/schemas/Order?",
      "Did you mean common.yaml#/Money?",
    ]);
  });

  it("is content otherwise", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a:
    get:
      responses: { "200": { $ref: "#/components/responses/Ok" } }
components:
  responses: { Ok: { description: ok } }
  schemas: { A: { example: { $ref: "#/not/one" }, properties: { $ref: { type: string } } } }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });
});
