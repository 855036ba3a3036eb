import type { Command } from "commander";
import type { InvocationResult } from "../../../core/function-invoker.ts";
import type { CommandSetting } from "../command-setting.ts";
import { addDebugOptions, toDebugRequests, type DebugFlags } from "../debug-options.ts";
import {
  addProjectOptions,
  addStageOptions,
  toOverrides,
  type ProjectFlags,
} from "../project-options.ts";
import { runCommand } from "../run-command.ts";
import type { Terminal } from "../terminal.ts";

interface InvokeFlags extends ProjectFlags, DebugFlags {
  readonly event?: string;
}

/** The result is data, the log and a failure are talk. */
function tellResult({ logs, failure, payload }: InvocationResult, terminal: Terminal): void {
  for (const line of logs) terminal.say(line.text);
  if (failure === null) terminal.print(`${JSON.stringify(payload, null, 2)}\n`);
  else {
    const trace = failure.trace.map((line) => `  ${line}`);
    terminal.say([`${failure.errorType}: ${failure.errorMessage}`, ...trace].join("\n"));
  }
}

/** `lockstep invoke`: one function, one event, an exit code that tells whether it failed. */
export function addInvokeCommand(program: Command, setting: CommandSetting): void {
  const command = program
    .command("invoke")
    .description("run one function with an event")
    .argument("<function>", "logical id of the function")
    .option("-e, --event <file>", "event file, - for standard input (default: an empty object)");
  addDebugOptions(addStageOptions(addProjectOptions(command)), "the function that is invoked");
  command.action((logicalId: string, flags: InvokeFlags) =>
    runCommand(setting, flags, async () => {
      const { invokeOnce } = await import("../../runs/invoke-once.ts");
      const result = await invokeOnce({
        overrides: toOverrides(flags),
        logicalId,
        eventFile: flags.event ?? null,
        openStdin: () => process.stdin,
        debug: toDebugRequests(flags),
        say: (line) => setting.terminal.say(line),
      });
      if (flags.json === true) setting.terminal.print(`${JSON.stringify(result, null, 2)}\n`);
      else tellResult(result, setting.terminal);
      return result.failure === null ? 0 : 1;
    }),
  );
}
