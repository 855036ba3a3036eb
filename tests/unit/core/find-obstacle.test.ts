import { expect } from "chai";
import { findObstacle } from "../../../src/harness/core/find-obstacle.ts";
import { parseSourceDocument } from "../../../src/harness/core/source-document.ts";

const issuesOf = (text: string): readonly string[] =>
  parseSourceDocument({ file: "a.yaml", text }).issues.map(
    ({ kind, location }) => `${kind} ${String(location.line)}:${String(location.column)}`,
  );

describe("findObstacle", () => {
  it("sees none in texts of ordinary size, broken or not", () => {
    expect(findObstacle("a: [1\nb: 2\n")).to.equal(null);
    expect(findObstacle("a: !Ref b\n")).to.equal(null);
    expect(findObstacle("x: |\n" + "  text\n".repeat(15_000))).to.equal(null);
  });

  it("sees depth", () => {
    expect(findObstacle("[".repeat(600))?.message).to.include("nests too deeply");
  });

  it("gives the first syntax error of a large text", () => {
    const broken = `a: 1\nb: [${"x, ".repeat(170_000)}\nc: 2\n`;
    expect(issuesOf(broken)).to.deep.equal(["syntax 3:1"]);
    expect(issuesOf("[]".repeat(251_000))).to.deep.equal(["syntax 1:3"]);
  });

  it("refuses what is too large to be read with positions, and reads the same when it is plain", () => {
    const plain = `x:\n${"  - 1\n".repeat(210_000)}`;
    expect(issuesOf(plain)).to.deep.equal([]);
    expect(issuesOf(`${plain}y: !Ref z\n`)).to.deep.equal(["syntax 1:1"]);
    expect(issuesOf("\n".repeat(500_001))).to.deep.equal(["syntax 1:1"]);
  });

  it("leaves large JSON with tabs and a duplicate key to the parser that says so", () => {
    const text = `{\n\t"a": 1,\n\t"a": 2,\n\t"b": "${"x".repeat(600_000)}"\n}\n`;
    expect(issuesOf(text)).to.deep.equal(["duplicate-key 3:2"]);
  });
});
