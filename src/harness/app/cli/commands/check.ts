import type { Command } from "commander";
import type { CommandSetting } from "../command-setting.ts";
import { collectValues } from "../collect-values.ts";
import { addProjectOptions, toOverrides, type ProjectFlags } from "../project-options.ts";
import { runCommand } from "../run-command.ts";
import { toTargetChoice, type TargetFlags } from "../target-options.ts";

interface CheckFlags extends ProjectFlags, TargetFlags {
  readonly api?: string;
}

/** `lockstep check`: everything held against everything else, in one run. */
export function addCheckCommand(program: Command, setting: CommandSetting): void {
  const command = program
    .command("check")
    .description(
      "check spec, template, handlers, events and contracts against each other and against a stage",
    )
    .option(
      "--url <url>",
      "run the dynamic checks against this stage (with its prefix) instead of a local one",
    )
    .option(
      "--header <line>",
      "header for every request to --url, as NAME:VALUE; may be repeated",
      collectValues,
    )
    .option("--api <logicalId>", "the API to check when the template holds several");
  addProjectOptions(command).action((flags: CheckFlags) =>
    runCommand(setting, flags, async () => {
      const { runCheck } = await import("../../runs/check.ts");
      const { printResult } = await import("../print-result.ts");
      const { showProgress } = await import("../show-progress.ts");
      const result = await runCheck({
        overrides: toOverrides(flags),
        ...toTargetChoice(flags),
        apiLogicalId: flags.api ?? null,
        listener: showProgress(setting.terminal),
      });
      return printResult(setting.terminal, flags, result);
    }),
  );
}
