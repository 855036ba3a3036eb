import type { Command } from "commander";
import type { CommandSetting } from "../command-setting.ts";
import { addProjectOptions, toOverrides, type ProjectFlags } from "../project-options.ts";
import { runCommand } from "../run-command.ts";

/** `lockstep fidelity`: what of this template does not run here as it does on AWS. */
export function addFidelityCommand(program: Command, setting: CommandSetting): void {
  const command = program
    .command("fidelity")
    .description("list which behaviours of this template the local stage does not emulate");
  addProjectOptions(command).action((flags: ProjectFlags) =>
    runCommand(setting, flags, async () => {
      const { reportFidelity } = await import("../../runs/fidelity/report-fidelity.ts");
      const { renderFidelity } = await import("../../report/render-fidelity.ts");
      const { terminal } = setting;
      const report = await reportFidelity(toOverrides(flags));
      terminal.print(
        flags.json === true
          ? `${JSON.stringify(report, null, 2)}\n`
          : renderFidelity(report, terminal.paint),
      );
      return 0;
    }),
  );
}
