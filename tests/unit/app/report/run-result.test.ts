import { expect } from "chai";
import {
  allProblems,
  countChecks,
  isFailing,
  phaseProblems,
} from "../../../../src/harness/app/report/run-result.ts";
import { createProblem } from "../../../../src/harness/core/problem.ts";
import { checkCase, phaseResult } from "../../../support/app/run-result.ts";

const first = createProblem({ code: "project/no-api", message: "first" });
const second = createProblem({ code: "project/no-api", message: "second" });

describe("The problems of a run", () => {
  it("are those of its phases and of their checks, in order", () => {
    const phases = [phaseResult({ problems: [first], cases: [checkCase({ problems: [second] })] })];
    expect(allProblems({ phases })).to.deep.equal([first, second]);
  });

  it("are there once, however many checks share them", () => {
    const shared = checkCase({ problems: [first] });
    const phase = phaseResult({ cases: [shared, shared] });
    expect(phaseProblems(phase)).to.deep.equal([first]);
    expect(allProblems({ phases: [phase, phase] })).to.deep.equal([first]);
  });

  it("fail the run from the severity it was told", () => {
    const warning = createProblem({ ...first, severity: "warning" });
    expect([isFailing(warning, "error"), isFailing(warning, "warning")]).to.deep.equal([
      false,
      true,
    ]);
    expect([isFailing(first, "info"), isFailing(warning, "info")]).to.deep.equal([true, true]);
  });
});

describe("The checks of a run", () => {
  it("are its cases, or the phase where it has none", () => {
    const phases = [
      phaseResult({
        status: "failed",
        cases: [checkCase(), checkCase({ status: "failed" }), checkCase({ status: "skipped" })],
      }),
      phaseResult(),
      phaseResult({ status: "skipped" }),
    ];
    expect(countChecks({ phases })).to.deep.equal({ passed: 2, failed: 1, skipped: 2 });
  });

  it("have failed where only the phase has", () => {
    const phases = [phaseResult({ status: "failed", cases: [checkCase()], problems: [first] })];
    expect(countChecks({ phases })).to.deep.equal({ passed: 1, failed: 1, skipped: 0 });
  });
});
