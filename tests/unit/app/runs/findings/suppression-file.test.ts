import { expect } from "chai";
import { openSuppressionFile } from "../../../../../src/harness/app/runs/findings/suppression-file.ts";

const code = "wiring/operation-not-permitted";
const text = `openapi: 3.0.3
paths:
  # lockstep-ignore ${code}: called through the console only
  /orders:
    get:
      operationId: list
    post:
      operationId: create # lockstep-ignore project/no-api: not this
  /others:
    get: {}
list:
  # lockstep-ignore ${code}: an item
  - name: a
    value: b
  - name: c
`;
const open = (source = text) => openSuppressionFile("openapi.yaml", source);
const at = (line: number, column = 5) => ({ file: "openapi.yaml", line, column });
const always = () => true;

describe("The comments of a file", () => {
  it("accept a finding on their line, and below a key they stand above", () => {
    const reason = "called through the console only";
    expect(open().accept(code, at(4, 3))).to.equal(reason);
    expect(open().accept(code, at(5))).to.equal(reason);
    expect(open().accept(code, at(8, 7))).to.equal(reason);
    expect(open().accept(code, at(14))).to.equal("an item");
  });

  it("accept nothing beside it, nor of another code", () => {
    expect(open().accept(code, at(10))).to.equal(null);
    expect(open().accept(code, at(15))).to.equal(null);
    expect(open().accept("project/no-operations", at(4))).to.equal(null);
    expect(open().accept("project/no-api", at(7))).to.equal(null);
  });

  it("above the first key are about that key alone", () => {
    const source = `# lockstep-ignore ${code}: all\nopenapi: 3.0.3\npaths:\n  /a: {}\n`;
    expect(open(source).accept(code, at(4, 3))).to.equal(null);
    expect(open(source).accept(code, at(2, 1))).to.equal("all");
  });

  it("at the head of a file are about findings of the whole file", () => {
    const source = `// lockstep-ignore ${code}: built later\nexport const a = 1;\nconst b = 2;\n`;
    const file = openSuppressionFile("src/a.ts", source);
    expect(file.accept(code, { file: "src/a.ts" })).to.equal("built later");
    expect(file.accept(code, { file: "src/a.ts", line: 1, column: 1 })).to.equal("built later");
    expect(file.accept(code, { file: "src/a.ts", line: 3, column: 1 })).to.equal(null);
  });

  it("accept nothing without a reason, and are faults then", () => {
    const file = open(`a: 1 # lockstep-ignore ${code}\nb: 2 # lockstep-ignore no/such: r\n`);
    expect(file.accept(code, at(1))).to.equal(null);
    expect(file.faults.map((each) => [each.code, each.location?.line])).to.deep.equal([
      ["project/suppression-without-reason", 1],
      ["project/suppression-unknown-code", 2],
    ]);
    expect(file.unused(always)).to.deep.equal([]);
  });

  it("that accepted nothing are named, where the code was looked for", () => {
    const file = open();
    file.accept(code, at(5));
    expect(file.unused(always).map(({ location }) => location?.line)).to.deep.equal([8, 12]);
    expect(file.unused((each) => each === "project/no-api")).to.have.length(1);
  });

  it("accept findings of a file that does not parse", () => {
    const file = open(`a: [\n# lockstep-ignore ${code}: r\nb: {{{\n`);
    expect(file.accept(code, at(3, 1))).to.equal("r");
  });
});
