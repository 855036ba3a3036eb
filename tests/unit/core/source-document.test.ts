import { expect } from "chai";
import { parseSourceDocument } from "../../../src/harness/core/source-document.ts";

const parse = (text: string) => parseSourceDocument({ file: "a.yaml", text });

describe("A source document", () => {
  it("knows line and column of keys and values", () => {
    const source = parse("paths:\n  /orders:\n    post:\n      operationId: createOrder\n");
    expect(source.locate("/paths/~1orders/post/operationId")).to.include({ line: 4, column: 7 });
    expect(source.locate("/paths/~1orders/post/operationId", "value")).to.include({
      line: 4,
      column: 20,
    });
  });

  it("knows the places of list items and of JSON", () => {
    const source = parse('{\n  "a": [1,\n    {"b": 2}]\n}');
    expect(source.locate("/a/1/b", "value")).to.include({ line: 3, column: 11 });
    expect(source.value).to.deep.equal({ a: [1, { b: 2 }] });
  });

  it("gives the nearest ancestor of a place that does not exist", () => {
    expect(parse("a:\n  b: 1\n").locate("/a/c/d")).to.include({
      line: 1,
      column: 1,
      pointer: "/a/c/d",
    });
  });

  it("says of a tab that it is one, and nothing of what is out of step because of it", () => {
    const { issues } = parse("a:\n  b: 1\n\tc: 2\n\td:\n\t\te: 3\n f: 4\n");
    expect(issues.map(({ message, location }) => [message, location.line])).to.deep.equal([
      ["Tabs are not allowed as indentation", 3],
    ]);
  });

  it("reports a duplicate key where it stands again, and keeps the last value", () => {
    const source = parse("a: 1\nb: 2\na: 3\n");
    expect(source.value).to.deep.equal({ a: 3, b: 2 });
    expect(source.issues).to.have.length(1);
    expect(source.issues[0]).to.deep.include({ kind: "duplicate-key" });
    expect(source.issues[0]?.location).to.include({ line: 3, column: 1 });
  });

  it("reports a syntax error with its place and does not throw", () => {
    const source = parse("a:\n\tb: 1\n");
    expect(source.issues[0]).to.deep.include({ kind: "syntax" });
    expect(source.issues[0]?.location.line).to.equal(2);
  });

  it("names a byte order mark and reads on", () => {
    const source = parse('\uFEFF{"a": 1}');
    expect(source.value).to.deep.equal({ a: 1 });
    expect(source.issues.map((issue) => issue.kind)).to.deep.equal(["byte-order-mark"]);
  });

  it("keeps dates as the text they are", () => {
    expect(parse("on: 2026-01-02\n").value).to.deep.equal({ on: "2026-01-02" });
  });

  it("refuses an alias bomb instead of expanding it", () => {
    const levels = Array.from(
      { length: 9 },
      (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(", ")}]`,
    );
    const source = parse(["l0: &l0 x", ...levels].join("\n"));
    expect(source.issues.map((issue) => issue.kind)).to.include("not-json");
    expect(source.value).to.equal(null);
  });
});
