import { expect } from "chai";
import { gatherRuntimes } from "../../../../src/harness/app/project/gather-runtimes.ts";
import { createProblem } from "../../../../src/harness/core/problem.ts";

const problem = (message: string, line: number, file = "template.yaml") =>
  createProblem({ code: "template/runtime-not-run", message, location: { file, line } });

describe("gatherRuntimes", () => {
  it("tells of the functions of one runtime at once", () => {
    const other = createProblem({ code: "template/value-unknown", message: "x" });
    const found = gatherRuntimes([
      problem("A runs on python3.12, which is not run on this machine.", 1),
      other,
      problem("B runs on java21, which is not run on this machine.", 2),
      problem("C runs on python3.12, which is not run on this machine.", 3),
      problem("D runs on python3.12, which is not run on this machine.", 3, "child.yaml"),
    ]);
    expect(found.map(({ message }) => message)).to.deep.equal([
      "A and 1 more run on python3.12, which is not run on this machine.",
      "x",
      "B runs on java21, which is not run on this machine.",
      "D runs on python3.12, which is not run on this machine.",
    ]);
    expect(found[0]?.related).to.deep.equal([
      { message: "C", location: { file: "template.yaml", line: 3 } },
    ]);
  });

  it("keeps apart what lacks different programs", () => {
    const lacking = (name: string, hint: string) => ({
      ...problem(`${name} runs on provided.al2023, which is not run on this machine.`, 1),
      hint,
    });
    const found = gatherRuntimes([
      lacking("A", "There is no a/bootstrap."),
      lacking("B", "There is no b/bootstrap."),
      lacking("C", "There is no b/bootstrap."),
    ]);
    expect(found.map(({ message, hint }) => [message.split(" run")[0], hint])).to.deep.equal([
      ["A", "There is no a/bootstrap."],
      ["B and 1 more", "There is no b/bootstrap."],
    ]);
  });
});
