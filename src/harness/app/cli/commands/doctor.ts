import type { Command } from "commander";
import { checkTargetUrl } from "../../runs/check-target-url.ts";
import type { CommandSetting } from "../command-setting.ts";
import { addProjectOptions, toOverrides, type ProjectFlags } from "../project-options.ts";
import { runCommand } from "../run-command.ts";

interface DoctorFlags extends ProjectFlags {
  readonly url?: string;
}

/** `lockstep doctor`: this machine and the project, a status and a fix on each line. */
export function addDoctorCommand(program: Command, setting: CommandSetting): void {
  const command = program
    .command("doctor")
    .description("look at this machine and the project: what works, what does not, what to do")
    .option("--url <url>", "also ask whether a stage answers there; nothing is asked otherwise");
  addProjectOptions(command, true).action((flags: DoctorFlags) =>
    runCommand(setting, flags, async () => {
      if (flags.url !== undefined) checkTargetUrl(flags.url);
      const { runDoctor } = await import("../../runs/doctor/run-doctor.ts");
      const { renderDoctor } = await import("../../report/render-doctor.ts");
      const { terminal } = setting;
      const report = await runDoctor({
        overrides: toOverrides(flags),
        url: flags.url ?? null,
      });
      terminal.print(
        flags.json === true
          ? `${JSON.stringify(report, null, 2)}\n`
          : renderDoctor(report, terminal.paint),
      );
      return report.exitCode;
    }),
  );
}
