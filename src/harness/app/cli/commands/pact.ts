import type { Command } from "commander";
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

interface PactFlags extends ProjectFlags {
  readonly api?: string;
}

interface VerifyFlags extends PactFlags, TargetFlags {}

function addCheck(pact: Command, setting: CommandSetting): void {
  const command = pact
    .command("check")
    .description("compare pact files with the spec, without running anything")
    .argument("[paths...]", "pact files or folders (default: the contracts folder)")
    .option("--api <logicalId>", "the API they are about when the template holds several");
  addFindingOptions(addProjectOptions(command)).action(
    (paths: readonly string[], flags: PactFlags) =>
      runCommand(setting, flags, async () => {
        const { checkPacts } = await import("../../runs/pact-runs.ts");
        const { printResult } = await import("../print-result.ts");
        const { showProgress } = await import("../show-progress.ts");
        const result = await checkPacts({
          overrides: toOverrides(flags),
          paths,
          apiLogicalId: flags.api ?? null,
          listener: showProgress(setting.terminal),
        });
        return printResult(setting.terminal, flags, result);
      }),
  );
}

function addVerify(pact: Command, setting: CommandSetting): void {
  const command = pact
    .command("verify")
    .description("verify pact files against the local stage, or any stage by URL")
    .argument("[paths...]", "pact files or folders (default: the contracts folder)")
    .option("--url <url>", "stage to verify, with its prefix")
    .option(
      "--header <line>",
      "header for every request, as NAME:VALUE; may be repeated",
      collectValues,
    )
    .option("--api <logicalId>", "the API they are about when the template holds several");
  addCallerOption(addStageOptions(addFindingOptions(addProjectOptions(command)))).action(
    (paths: readonly string[], flags: VerifyFlags) =>
      runCommand(setting, flags, async () => {
        const { verifyPactFiles } = await import("../../runs/pact-runs.ts");
        const { printResult } = await import("../print-result.ts");
        const { showProgress } = await import("../show-progress.ts");
        const result = await verifyPactFiles({
          overrides: toOverrides(flags),
          paths,
          ...toTargetChoice(flags),
          apiLogicalId: flags.api ?? null,
          listener: showProgress(setting.terminal),
        });
        return printResult(setting.terminal, flags, result);
      }),
  );
}

/** `lockstep pact`: consumer contracts against the spec and against a stage. */
export function addPactCommand(program: Command, setting: CommandSetting): void {
  const pact = program
    .command("pact")
    .description("hold consumer contracts against the spec and a stage");
  addCheck(pact, setting);
  addVerify(pact, setting);
}
