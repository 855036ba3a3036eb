import { LockstepError } from "../../core/lockstep-error.ts";
import { loadProject } from "../project/load-project.ts";
import { resolveConfig, type ConfigOverrides } from "../project/resolve-config.ts";
import type { RunResult } from "../report/run-result.ts";
import { eventsPhase } from "./events-phase.ts";
import { FindingsRun } from "./findings/findings-run.ts";
import { Journal } from "./journal.ts";
import { toRunResult } from "./to-run-result.ts";

/** `lockstep events validate`: the events phase of a check alone, over the files named or the whole folder. */
export async function validateEvents(
  overrides: ConfigOverrides,
  files: readonly string[],
): Promise<RunResult> {
  const startedAt = new Date();
  const { config, findings: settings } = await resolveConfig(overrides);
  const findings = new FindingsRun(config.root, settings, config.failOn);
  const project = loadProject(config);
  for (const file of files) {
    if (project.files.read(file) === null)
      throw new LockstepError({
        code: "project/event-unreadable",
        message: `There is no event file ${file}.`,
      });
  }
  const named = files.length === 0 ? null : files;
  const silent = { started: () => {}, ended: () => {} };
  const journal = new Journal(config.failOn, silent, findings.settle);
  await journal.run("events", "Events", () => eventsPhase(project, named));
  const settled = await findings.finish(journal, { whole: named === null, ended: true });
  return toRunResult({
    command: "events validate",
    startedAt,
    project,
    target: null,
    phases: journal.phases,
    failOn: config.failOn,
    findings: settled,
    failure: null,
  });
}
