import type { Command } from "commander";
import type { CommandSetting } from "../command-setting.ts";
import { addProjectOptions, toOverrides, type ProjectFlags } from "../project-options.ts";
import { runCommand } from "../run-command.ts";

/** `lockstep routes`: what will be deployed. Routes are data; what hides some of them is talk. */
export function addRoutesCommand(program: Command, setting: CommandSetting): void {
  const command = program
    .command("routes")
    .description("list the routes that will be deployed, those SAM adds included");
  addProjectOptions(command).action((flags: ProjectFlags) =>
    runCommand(setting, flags, async () => {
      const { listRoutes } = await import("../../runs/list-routes.ts");
      const { renderRoutes, renderRoutesJson } = await import("../../report/routes-report.ts");
      const { renderProblem } = await import("../../report/render-problem.ts");
      const { createTextFiles } = await import("../../project/project-files.ts");
      const { terminal } = setting;
      const report = await listRoutes(toOverrides(flags));
      const files = createTextFiles(flags.root ?? ".");
      for (const problem of report.problems) {
        const lines = renderProblem(problem, terminal.sayPaint, (file) => files.read(file));
        terminal.say(lines.join("\n"));
      }
      terminal.print(
        flags.json === true ? renderRoutesJson(report) : renderRoutes(report, terminal.paint),
      );
      return report.exitCode;
    }),
  );
}
