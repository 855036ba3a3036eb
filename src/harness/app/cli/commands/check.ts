import type { Command } from "commander";
import { LockstepError } from "../../../core/lockstep-error.ts";
import type { CommandSetting } from "../command-setting.ts";
import { collectValues } from "../collect-values.ts";
import { addFindingOptions } from "../finding-options.ts";
import {
  addCallerOption,
  addProjectOptions,
  addStageOptions,
  toOverrides,
  type ProjectFlags,
} from "../project-options.ts";
import { runCommand } from "../run-command.ts";
import { toTargetChoice, type TargetFlags } from "../target-options.ts";

interface CheckFlags extends ProjectFlags, TargetFlags {
  readonly api?: string;
  readonly static?: boolean;
}

function assertStaticAlone({ static: isStatic, url, dynamodbEndpoint }: CheckFlags): void {
  if (isStatic !== true || (url ?? dynamodbEndpoint) === undefined) return;
  throw new LockstepError({
    code: "project/config-invalid",
    message: `--static reads files alone; ${url === undefined ? "--dynamodb-endpoint" : "--url"} asks for more.`,
    hint: "Leave one of the two out.",
  });
}

/** `lockstep check`: everything held against everything else, in one run. */
export function addCheckCommand(program: Command, setting: CommandSetting): void {
  const command = program
    .command("check")
    .description(
      "check spec, template, handlers, events and contracts against each other and against a stage",
    )
    .option("--static", "read files alone: no handler runs, no port is opened, nothing is written")
    .option(
      "--url <url>",
      "run the dynamic checks against this stage (with its prefix) instead of a local one",
    )
    .option(
      "--header <line>",
      "header for every request, as NAME:VALUE; may be repeated",
      collectValues,
    )
    .option("--api <logicalId>", "the API to check when the template holds several");
  addCallerOption(addStageOptions(addFindingOptions(addProjectOptions(command, true)))).action(
    (flags: CheckFlags) =>
      runCommand(setting, flags, async () => {
        assertStaticAlone(flags);
        const { runCheck } = await import("../../runs/check.ts");
        const { printResult } = await import("../print-result.ts");
        const { showProgress } = await import("../show-progress.ts");
        const result = await runCheck({
          overrides: toOverrides(flags),
          ...toTargetChoice(flags),
          apiLogicalId: flags.api ?? null,
          isStatic: flags.static ?? false,
          listener: showProgress(setting.terminal),
        });
        return printResult(setting.terminal, flags, result);
      }),
  );
}
