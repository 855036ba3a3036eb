import { expect } from "chai";
import { describeProject, toRunResult } from "../../../../src/harness/app/runs/to-run-result.ts";
import { phaseResult } from "../../../support/app/run-result.ts";
import { openSmallProject } from "../../../support/app/small-project.ts";

const run = {
  command: "pact check",
  startedAt: new Date("2030-01-31T09:30:00Z"),
  project: null,
  target: null,
  failOn: "warning",
  failure: null,
} as const;

describe("The result of a run", () => {
  it("says what was looked at", () =>
    openSmallProject({}, (project) => {
      expect(describeProject(project)).to.deep.equal({
        template: "template.yaml",
        stage: "default",
        apis: [{ logicalId: "NotesApi", title: "Notes", spec: "openapi.yaml", operations: 2 }],
      });
    }));

  it("is 1 when a phase failed, else 0", () => {
    const passed = toRunResult({
      ...run,
      phases: [phaseResult(), phaseResult({ status: "skipped" })],
    });
    expect(passed).to.deep.include({
      schema: "lockstep-run/1",
      command: "pact check",
      startedAt: "2030-01-31T09:30:00.000Z",
      project: null,
      failOn: "warning",
      setupFailure: null,
      exitCode: 0,
    });
    expect(toRunResult({ ...run, phases: [phaseResult({ status: "failed" })] }).exitCode).to.equal(
      1,
    );
  });
});
