import { expect } from "chai";
import { count, runPhase, statusOf } from "../../../../src/harness/app/runs/run-phase.ts";
import { createProblem, type Severity } from "../../../../src/harness/core/problem.ts";
import { checkCase } from "../../../support/app/run-result.ts";

const problem = (severity: Severity) =>
  createProblem({ code: "project/no-api", message: "m", severity });
const statusWith = async (
  findings: Partial<Awaited<ReturnType<typeof runPhase>>> & { readonly skipped?: boolean },
  failOn: Severity = "error",
) =>
  (await runPhase("n", "N", failOn, () => ({ summary: "s", cases: [], problems: [], ...findings })))
    .status;

describe("A phase", () => {
  it("keeps what its work found, timed", async () => {
    const findings = { summary: "s", cases: [checkCase()], problems: [problem("info")] };
    const phase = await runPhase("name", "Title", "error", async () => findings);
    expect(phase).to.deep.include({ ...findings, name: "name", title: "Title", status: "passed" });
    expect(phase.durationMs).to.be.at.least(0);
  });

  it("fails by a failed case, even if skipped was said", async () => {
    expect(await statusWith({ cases: [checkCase(), checkCase({ status: "failed" })] })).to.equal(
      "failed",
    );
    expect(await statusWith({ cases: [checkCase({ status: "failed" })], skipped: true })).to.equal(
      "failed",
    );
  });

  it("fails by a problem of its own at least as severe as the run asks for", async () => {
    expect(await statusWith({ problems: [problem("error")] })).to.equal("failed");
    expect(await statusWith({ problems: [problem("warning")] })).to.equal("passed");
    expect(await statusWith({ problems: [problem("warning")] }, "warning")).to.equal("failed");
    expect(await statusWith({ problems: [problem("error")], skipped: true })).to.equal("failed");
  });

  it("is skipped when it says so, or when none of its checks ran", async () => {
    const skipped = checkCase({ status: "skipped" });
    expect(await statusWith({ skipped: true })).to.equal("skipped");
    expect(await statusWith({ cases: [skipped, skipped] })).to.equal("skipped");
    expect(await statusWith({ cases: [skipped, checkCase()] })).to.equal("passed");
    const failing = { cases: [skipped], problems: [problem("error")] };
    expect(await statusWith(failing)).to.equal("failed");
  });

  it("hands on what its work throws", async () => {
    const failed = await runPhase("n", "N", "error", () => {
      throw new Error("broken");
    }).catch((error: unknown) => error);
    expect(failed).to.be.an("error").with.property("message", "broken");
  });
});

describe("Counts and statuses", () => {
  it("are put into words", () => {
    expect([count(0, "event"), count(1, "event"), count(2, "event")]).to.deep.equal([
      "0 events",
      "1 event",
      "2 events",
    ]);
    expect(statusOf([problem("info")], "info")).to.equal("failed");
    expect(statusOf([], "info")).to.equal("passed");
  });
});
