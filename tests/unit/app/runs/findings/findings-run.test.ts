import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { plainFindings } from "../../../../../src/harness/app/project/finding-settings.ts";
import type { Project } from "../../../../../src/harness/app/project/load-project.ts";
import { formatBaseline, toEntry } from "../../../../../src/harness/app/runs/findings/baseline.ts";
import { FindingsRun } from "../../../../../src/harness/app/runs/findings/findings-run.ts";
import { Journal } from "../../../../../src/harness/app/runs/journal.ts";
import { createProblem, type Problem } from "../../../../../src/harness/core/problem.ts";
import { nestedProject } from "../../../../support/app/nested-project.ts";
import { recordPhases } from "../../../../support/app/record-phases.ts";
import { openSmallProject } from "../../../../support/app/small-project.ts";

const findingAt = (file: string): Problem =>
  createProblem({
    code: "wiring/handler-export-missing",
    message: "m",
    location: { file, line: 1, column: 1, pointer: "" },
  });

/** Ends a run that looked at a project and found some problems in its phase of wiring. */
async function runOf(
  project: Project,
  root: string,
  {
    update = false,
    ended = true,
    found = [],
  }: { update?: boolean; ended?: boolean; found?: readonly Problem[] },
) {
  const settings = {
    ...plainFindings,
    baseline: { file: "baseline.json", update, mayCreate: false },
  };
  const run = new FindingsRun(root, settings, "error");
  const journal = new Journal("error", recordPhases(), run.settle);
  run.look(project);
  await journal.run("wiring", "Wiring", () => ({ summary: "", cases: [], problems: found }));
  const settled = await run.finish(journal, { whole: ended, ended });
  const told = journal.phases.flatMap(({ problems }) => problems.map(({ code }) => code));
  return { settled, told };
}

function accept(root: string, file: string): string {
  const text = formatBaseline([toEntry("wiring", findingAt(file))]);
  writeFileSync(join(root, "baseline.json"), text);
  return text;
}

const baselineOf = (root: string): string => readFileSync(join(root, "baseline.json"), "utf8");

describe("The findings of a run", () => {
  for (const file of ["src/caller.mjs", "orders/src/list.mjs", "orders/items/src/items.mjs"])
    it(`tell that what was accepted of the handler ${file} is gone`, () =>
      openSmallProject(nestedProject, async (project, root) => {
        accept(root, file);
        const { told } = await runOf(project, root, {});
        expect(told).to.deep.equal(["project/baseline-entry-gone"]);
      }));

  it("tell nothing of a file that was not looked at", () =>
    openSmallProject(nestedProject, async (project, root) => {
      accept(root, "baseline.json");
      expect((await runOf(project, root, {})).told).to.deep.equal([]);
    }));

  it("leave the baseline alone when the run was interrupted", () =>
    openSmallProject(nestedProject, async (project, root) => {
      const before = accept(root, "src/caller.mjs");
      const found = [findingAt("src/other.mjs")];
      const { settled } = await runOf(project, root, { update: true, ended: false, found });
      expect(settled.baseline).to.deep.equal({
        file: "baseline.json",
        written: false,
        findings: 1,
      });
      expect(baselineOf(root)).to.equal(before);
      await runOf(project, root, { update: true, found });
      expect(baselineOf(root)).to.contain("src/other.mjs").and.not.contain("src/caller.mjs");
    }));
});
