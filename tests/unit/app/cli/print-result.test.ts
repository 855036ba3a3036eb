import { expect } from "chai";
import { printResult } from "../../../../src/harness/app/cli/print-result.ts";
import { createProblem } from "../../../../src/harness/core/problem.ts";
import { recordTerminal } from "../../../support/app/recorded-terminal.ts";
import { phaseResult, runResult } from "../../../support/app/run-result.ts";

const problem = createProblem({
  code: "project/event-request-invalid",
  message: "m",
  location: { file: "template.yaml", line: 1, column: 1 },
});
const result = runResult({ phases: [phaseResult({ problems: [problem] })] });
const actions = { GITHUB_ACTIONS: "true" };

function printed(flags: object, environment: Readonly<Record<string, string>>, what = result) {
  const terminal = recordTerminal();
  printResult(terminal, flags, what, environment);
  return { out: terminal.printed.join(""), said: terminal.said.join("\n") };
}

describe("A printed run", () => {
  it("has annotations behind it in a workflow of GitHub alone", () => {
    expect(printed({}, actions).out).to.match(
      /In lockstep\..*\n::error file=template\.yaml,line=1,/,
    );
    expect(printed({}, {}).out).not.to.contain("::error");
    expect(printed({}, { GITHUB_ACTIONS: "false" }).out).not.to.contain("::error");
  });

  it("as a document keeps stdout for it, and annotates on stderr", () => {
    const { out, said } = printed({ json: true }, actions);
    expect(() => JSON.parse(out) as unknown).not.to.throw();
    expect(said).to.contain("::error file=template.yaml");
  });

  it("names files from the workspace", () => {
    const place = { ...actions, GITHUB_WORKSPACE: "/w" };
    expect(printed({ root: "/w/api" }, place).out).to.contain("file=api/template.yaml");
  });

  it("says on stderr that a baseline was written", () => {
    const baseline = { file: "b.json", written: true, findings: 2 };
    const { out, said } = printed({}, {}, runResult({ baselined: 2, baseline }));
    expect(said).to.equal(
      "Wrote b.json: 2 findings accepted. Commit it; later runs fail on new ones.",
    );
    expect(out).to.contain("Found: 2 in the baseline");
  });

  it("shows what was accepted, and where codes are explained, when asked to", () => {
    const accepted = runResult({
      phases: result.phases,
      suppressed: 1,
      accepted: [{ problem, by: "comment", reason: "known" }],
    });
    const { out } = printed({ verbose: true }, {}, accepted);
    expect(out).to.contain("  project/event-request-invalid template.yaml:1:1  comment: known\n");
    expect(out).to.contain("    docs: docs/problems.md#projectevent-request-invalid\n");
    expect(printed({}, {}, accepted).out).not.to.contain("known");
  });
});
