import { expect } from "chai";
import { groupProblems } from "../../../../src/harness/app/report/group-problems.ts";
import {
  createProblem,
  type Problem,
  type ProblemInput,
} from "../../../../src/harness/core/problem.ts";

const problem = (changes: Partial<ProblemInput>): Problem =>
  createProblem({ code: "project/event-operation-unknown", message: "m", ...changes });
const at = (file: string, line: number) => ({ location: { file, line, column: 1 } });

describe("Findings are grouped", () => {
  it("by file: those with errors first, then by name, and what has no place last", () => {
    const files = groupProblems(
      [
        problem({}),
        problem({ ...at("a.yaml", 1), severity: "warning" }),
        problem(at("c.yaml", 1)),
        problem(at("b.yaml", 1)),
      ],
      false,
    );
    expect(files.map(({ file }) => file)).to.deep.equal(["b.yaml", "c.yaml", "a.yaml", null]);
  });

  it("by kind, three or more of one code in a file", () => {
    const three = [1, 2, 3].map((line) => problem({ ...at("a.yaml", line), message: `m${line}` }));
    const two = [4, 5].map((line) =>
      problem({ ...at("a.yaml", line), code: "project/event-request-invalid" }),
    );
    const [file] = groupProblems([...three, ...two], false);
    expect(
      file?.findings.map(({ first, alike }) => [first.location?.line, alike.length]),
    ).to.deep.equal([
      [1, 2],
      [4, 0],
      [5, 0],
    ]);
    expect(groupProblems(three, true)[0]?.findings).to.have.length(3);
  });

  it("never by kind across severities, nor what an exchange showed", () => {
    const mixed = [
      problem(at("a.yaml", 1)),
      problem(at("a.yaml", 2)),
      problem({ ...at("a.yaml", 3), severity: "info" }),
    ];
    expect(groupProblems(mixed, false)[0]?.findings).to.have.length(3);
    const sent = [1, 2, 3].map((line) => problem({ ...at("a.yaml", line), reproduction: "curl" }));
    expect(groupProblems(sent, false)[0]?.findings).to.have.length(3);
  });

  it("when they are the same at the same place", () => {
    const [file] = groupProblems([problem(at("a.yaml", 1)), problem(at("a.yaml", 1))], true);
    expect(file?.findings.map(({ again }) => again.length)).to.deep.equal([1]);
  });
});
