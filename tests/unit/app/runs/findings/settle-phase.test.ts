import { expect } from "chai";
import { settlePhase } from "../../../../../src/harness/app/runs/findings/settle-phase.ts";
import { createProblem, type Problem } from "../../../../../src/harness/core/problem.ts";
import { checkCase } from "../../../../support/app/run-result.ts";

const problem = createProblem({ code: "project/event-operation-unknown", message: "m" });
const other = createProblem({ code: "project/event-request-invalid", message: "n" });
const settle = (only: Problem | null) => (each: Problem) => (each === only ? null : each);
const failed = checkCase({ status: "failed", problems: [problem] });

function statusOf(check: object, dropped: Problem | null): string | undefined {
  const findings = { summary: "", cases: [{ ...failed, ...check }], problems: [] };
  return settlePhase(findings, "error", settle(dropped)).cases[0]?.status;
}

describe("A check's status after settling", () => {
  it("is passed when what failed it does not count", () => {
    expect(statusOf({}, problem)).to.equal("passed");
  });

  it("stays failed by what is left, and when nothing was taken away", () => {
    expect(statusOf({ problems: [problem, other] }, problem)).to.equal("failed");
    expect(statusOf({ problems: [] }, problem)).to.equal("failed");
    expect(statusOf({ problems: [other] }, problem)).to.equal("failed");
  });

  it("follows what judged it, where that is told elsewhere", () => {
    expect(statusOf({ problems: [], judgedBy: [problem] }, problem)).to.equal("passed");
    expect(statusOf({ problems: [], judgedBy: [problem, other] }, problem)).to.equal("failed");
  });

  it("becomes failed by a rule that makes it an error", () => {
    const note = createProblem({
      code: "project/event-operation-unknown",
      message: "m",
      severity: "info",
    });
    const findings = {
      summary: "",
      cases: [checkCase({ problems: [note] })],
      problems: [],
    };
    const settled = settlePhase(findings, "error", (each) => ({ ...each, severity: "error" }));
    expect(settled.cases[0]?.status).to.equal("failed");
  });

  it("stays skipped", () => {
    expect(statusOf({ status: "skipped" }, problem)).to.equal("skipped");
  });
});
