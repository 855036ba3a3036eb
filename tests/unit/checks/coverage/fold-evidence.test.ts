import { expect } from "chai";
import { foldEvidence } from "../../../../src/harness/checks/coverage/fold-evidence.ts";
import { readEvidence } from "../../../../src/harness/checks/coverage/read-evidence.ts";
import type { Evidence } from "../../../../src/harness/core/evidence.ts";
import { loadApiDocument } from "../../../../src/harness/model/openapi/load-api-document.ts";

const text = `openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a:
    get:
      operationId: getA
      responses:
        "200": { description: ok }
        "404": { description: none }
`;
const document = loadApiDocument({ file: "openapi.yaml", text, hashing: { sha256: () => "now" } });

const seen = (over: Partial<Evidence>): Evidence => ({
  specDigest: "now",
  operation: "GET /a",
  status: 200,
  contentType: null,
  requestValid: true,
  responseValid: true,
  responseKey: "200",
  keywords: [],
  source: "unit",
  testFile: null,
  testTitle: null,
  requestId: null,
  ...over,
});

describe("Spec coverage", () => {
  it("counts an answer once however often it was seen, and says by whom", () => {
    const table = foldEvidence([document], [seen({}), seen({}), seen({ source: "pact" })]);
    expect(table).to.include({ covered: 1, total: 2, stale: 0 });
    expect(table.rows[0]?.seen).to.deep.equal({ unit: 2, pact: 1 });
    expect(table.rows[1]).to.deep.include({ response: "404", seen: {} });
    expect(table.rows[1]?.location).to.include({ file: "openapi.yaml", line: 9 });
  });

  it("does not count answers that broke the document, or that it does not have", () => {
    const table = foldEvidence(
      [document],
      [seen({ responseValid: false }), seen({ responseKey: null }), seen({ responseKey: "500" })],
    );
    expect(table.covered).to.equal(0);
  });

  it("leaves out evidence of another text of the document, and says how much", () => {
    expect(foldEvidence([document], [seen({ specDigest: "before" })])).to.include({
      covered: 0,
      stale: 1,
    });
  });
});

describe("Spec coverage of several documents", () => {
  const other = loadApiDocument({
    file: "other.yaml",
    text: text.replace('"404"', '"410"'),
    hashing: { sha256: () => "other" },
  });

  it("keeps the same operation of two documents apart", () => {
    const table = foldEvidence(
      [document, other],
      [seen({}), seen({ specDigest: "other", responseKey: "410" })],
    );
    expect(table).to.include({ covered: 2, total: 4 });
    expect(table.rows.map((row) => [row.location.file, row.response, row.seen])).to.deep.equal([
      ["openapi.yaml", "200", { unit: 1 }],
      ["openapi.yaml", "404", {}],
      ["other.yaml", "200", {}],
      ["other.yaml", "410", { unit: 1 }],
    ]);
  });

  it("counts a document once, however many APIs share it", () => {
    expect(foldEvidence([document, document], [seen({})])).to.include({ covered: 1, total: 2 });
  });

  it("is nothing of nothing without a document", () => {
    expect(foldEvidence([], [seen({})])).to.deep.equal({
      covered: 0,
      total: 0,
      rows: [],
      stale: 1,
    });
  });

  it("does not count evidence nobody judged", () => {
    expect(foldEvidence([document], [seen({ responseValid: null })]).covered).to.equal(0);
  });
});

describe("Evidence files", () => {
  it("read what is not as it should be as not known", () => {
    const line = { ...seen({}), status: "200", keywords: ["/a", 7], requestValid: 1, requestId: 7 };
    expect(readEvidence(JSON.stringify(line))).to.deep.equal([
      seen({ status: null, keywords: ["/a"], requestValid: null, requestId: null }),
    ]);
    expect(readEvidence('7\n[]\nnull\n{"source":"guess"}')).to.deep.equal([]);
  });

  it("are read line by line; a line cut short is left out", () => {
    const line = JSON.stringify(seen({}));
    expect(
      readEvidence(`${line}\n${line.slice(0, 20)}\n\n${line}\n{"source":"unit"}\n`),
    ).to.deep.equal([seen({}), seen({})]);
  });
});
