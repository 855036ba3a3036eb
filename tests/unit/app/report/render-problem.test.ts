import { expect } from "chai";
import { renderProblem } from "../../../../src/harness/app/report/render-problem.ts";
import { colourPaint, plainPaint } from "../../../../src/harness/app/report/text-style.ts";
import { createProblem, type ProblemInput } from "../../../../src/harness/core/problem.ts";

const rendered = (input: Partial<ProblemInput>, text: string | null = null) =>
  renderProblem(
    createProblem({ code: "project/spec-not-found", message: "The file is not there.", ...input }),
    plainPaint,
    () => text,
  );

describe("A problem on the console", () => {
  it("has everything that is known, in the order people need it", () => {
    expect(
      rendered(
        {
          location: { file: "a.yaml", line: 2, column: 3 },
          related: [{ message: "the other", location: { file: "b.yaml", line: 7 } }],
          operation: "GET /notes",
          expected: "a file",
          actual: "nothing",
          hint: "Write it:\nnotes: {}",
          details: ["log: hello"],
          reproduction: "curl -i http://127.0.0.1:3000/dev/notes",
        },
        "a:\n  b: 1\n",
      ),
    ).to.deep.equal([
      "✗ project/spec-not-found  a.yaml:2:3",
      "    The file is not there.",
      "      1 | a:",
      "    > 2 |   b: 1",
      "        |   ^",
      "      3 |",
      "    operation: GET /notes",
      "    expected: a file",
      "    found: nothing",
      "    see: b.yaml:7 the other",
      "      log: hello",
      "    hint: Write it:",
      "          notes: {}",
      "    again: curl -i http://127.0.0.1:3000/dev/notes",
    ]);
  });

  it("leaves out what is not known", () => {
    expect(rendered({ code: "conformance/link-unusable", severity: "info" })).to.deep.equal([
      "i conformance/link-unusable",
      "    The file is not there.",
    ]);
  });

  it("marks and paints by severity", () => {
    const problem = createProblem({ code: "conformance/link-unusable", message: "m" });
    expect(renderProblem(problem, colourPaint, () => null)[0]).to.equal(
      `${colourPaint("yellow", "!")} ${colourPaint("yellow", "conformance/link-unusable")}`,
    );
  });

  it("shows the head of evidence that goes on for ever, and says how much is left out", () => {
    const lines = rendered({
      details: [
        "x".repeat(1000),
        "one\ntwo",
        ...Array.from({ length: 40 }, (_, at) => `line ${at}`),
      ],
    });
    const shown = lines.slice(2, -1);
    expect(shown).to.have.length(31);
    expect(shown[0]).to.equal(`      ${"x".repeat(300)}…`);
    expect(shown.slice(1, 3)).to.deep.equal(["      one", "      two"]);
    expect(shown.at(-1)).to.equal("      … 13 more lines (--json has them)");
    expect(lines.at(-1)).to.match(/^ {4}hint: /);
  });

  it("shows evidence of just the limit whole", () => {
    const lines = rendered({ details: Array.from({ length: 30 }, (_, at) => `line ${at}`) });
    expect(lines.at(-2)).to.equal("      line 29");
    const oneMore = rendered({ details: Array.from({ length: 31 }, (_, at) => `line ${at}`) });
    expect(oneMore.at(-2)).to.equal("      … 1 more line (--json has them)");
  });
});
