import { expect } from "chai";
import { readSuppressions } from "../../../../../src/harness/app/runs/findings/read-suppressions.ts";

const code = "wiring/route-from-event";
const yaml = (text: string) => readSuppressions("template.yaml", text);

describe("A lockstep-ignore comment", () => {
  it("at the end of a line is about that line", () => {
    expect(yaml(`a: 1\nb: 2 # lockstep-ignore ${code}: on purpose\n`)).to.deep.equal([
      { line: 2, column: 6, target: 2, codes: [code], unknown: [], reason: "on purpose" },
    ]);
  });

  it("on lines of its own is about the line below them", () => {
    const [first, second, ...others] = yaml(
      `a:\n  # lockstep-ignore ${code}: one\n  # lockstep-ignore project/no-api: two\n  # more\n  b: 1\n`,
    );
    expect(first).to.include({ line: 2, target: 5 });
    expect(second).to.include({ line: 3, target: 5, reason: "two" });
    expect(others).to.deep.equal([]);
  });

  it("with an empty line below, or at the end of the file, is about nothing", () => {
    expect(yaml(`# lockstep-ignore ${code}: r\n\na: 1\n`)[0]?.target).to.equal(null);
    expect(yaml(`a: 1\n# lockstep-ignore ${code}: r\n`)[0]?.target).to.equal(null);
  });

  it("names several codes, and those that are none", () => {
    const [comment] = yaml(
      `a: 1 # lockstep-ignore ${code}, project/no-api, no/such: r: with colon\n`,
    );
    expect(comment).to.deep.include({
      codes: [code, "project/no-api"],
      unknown: ["no/such"],
      reason: "r: with colon",
    });
  });

  it("without a reason says so", () => {
    for (const end of ["", ":", ":   "])
      expect(yaml(`a: 1 # lockstep-ignore ${code}${end}\n`)[0]?.reason).to.equal(null);
  });

  it("is no comment within a string, a block of text or another word", () => {
    const words = `# lockstep-ignore ${code}: r`;
    expect(yaml(`a: "x ${words}"\nb: |\n  ${words}\nc: 'y ${words}'\n`)).to.deep.equal([]);
    expect(yaml(`a: 1 # lockstep-ignored ${code}: r\n`)).to.deep.equal([]);
  });

  it("is found in files with Windows line ends, tabs and anchors", () => {
    const [comment] = yaml(`a: &x\r\n  b: 1\r\n  # lockstep-ignore ${code}: r\r\n  c: *x\r\n`);
    expect(comment).to.include({ line: 3, target: 4, reason: "r" });
  });

  it("stands in scripts behind two slashes, and nowhere in JSON", () => {
    const script = `// lockstep-ignore ${code}: r\nexport const a = "http://x"; // lockstep-ignore project/no-api: s\n`;
    expect(readSuppressions("src/a.ts", script)).to.have.length(2);
    expect(readSuppressions("src/a.ts", script)[0]).to.include({ target: 2 });
    expect(readSuppressions("a.json", `{ "a": "# lockstep-ignore ${code}: r" }`)).to.deep.equal([]);
  });

  it("survives text that is no YAML", () => {
    expect(() => yaml(`{[}: "\n\u0000 # lockstep-ignore ${code}: r\n`)).not.to.throw();
  });
});
