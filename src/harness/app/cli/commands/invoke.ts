import type { Command } from "commander";
import { invokeOnce } from "../../runs/invoke-once.ts";
import { addProjectOptions, toOverrides, type ProjectFlags } from "../project-options.ts";
import { runCommand, type ExitCode } from "../run-command.ts";
import type { Terminal } from "../terminal.ts";

interface InvokeFlags extends ProjectFlags {
  readonly event?: string;
}

/** `lockstep invoke`: one function, one event, an exit code that tells whether it failed. */
export function addInvokeCommand(
  program: Command,
  terminal: Terminal,
  finish: (code: ExitCode) => void,
): void {
  const command = program
    .command("invoke")
    .description("run one function with an event")
    .argument("<function>", "logical id of the function")
    .option("-e, --event <file>", "event file (default: an empty object)");
  addProjectOptions(command).action(async (logicalId: string, flags: InvokeFlags) => {
    finish(
      await runCommand(terminal, flags.json === true, async () => {
        const result = await invokeOnce({
          overrides: toOverrides(flags),
          logicalId,
          eventFile: flags.event ?? null,
        });
        if (flags.json === true) terminal.print(`${JSON.stringify(result, null, 2)}\n`);
        else {
          for (const line of result.logs) terminal.say(line.text);
          if (result.failure === null)
            terminal.print(`${JSON.stringify(result.payload, null, 2)}\n`);
          else
            terminal.say(
              [
                `${result.failure.errorType}: ${result.failure.errorMessage}`,
                ...result.failure.trace.map((line) => `  ${line}`),
              ].join("\n"),
            );
        }
        return result.failure === null ? 0 : 1;
      }),
    );
  });
}
