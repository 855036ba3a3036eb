import type { Command } from "commander";
import type { CommandSetting } from "../command-setting.ts";
import { addInvocationOptions, type InvocationFlags } from "../invocation-options.ts";
import { addDebugOptions, toDebugRequests, type DebugFlags } from "../debug-options.ts";
import {
  addProjectOptions,
  addStageOptions,
  toOverrides,
  type ProjectFlags,
} from "../project-options.ts";
import { runCommand } from "../run-command.ts";

interface InvokeFlags extends ProjectFlags, InvocationFlags, DebugFlags {
  /** `false` for `--no-event`. */
  readonly event?: string | false;
}

/** `lockstep invoke`: one function, one event, an exit code that tells whether it failed. */
export function addInvokeCommand(program: Command, setting: CommandSetting): void {
  const command = program
    .command("invoke")
    .description("run one function with an event")
    .argument(
      "[function]",
      "logical id, Stack/Function, deployed name or ARN (default: the template's only function)",
    )
    .option("-e, --event <file>", "event file, - for standard input (default: an empty object)")
    .option("--no-event", "an empty object, as without --event");
  addInvocationOptions(addStageOptions(addProjectOptions(command)));
  addDebugOptions(command, "the function that is invoked");
  command.action((functionName: string | undefined, flags: InvokeFlags) =>
    runCommand(setting, flags, async () => {
      const { invokeOnce } = await import("../../runs/invoke-once.ts");
      const { event = false, qualifier, clientContext, tenantId, logType } = flags;
      const result = await invokeOnce({
        overrides: toOverrides(flags),
        functionName: functionName ?? null,
        eventFile: event === false ? null : event,
        openStdin: () => process.stdin,
        qualifier,
        clientContext,
        tenantId,
        logType,
        debug: toDebugRequests(flags),
        say: (line) => setting.terminal.say(line),
      });
      if (flags.json === true) setting.terminal.print(`${JSON.stringify(result, null, 2)}\n`);
      else {
        const { tellInvocation } = await import("../tell-invocation.ts");
        tellInvocation(result, logType, setting.terminal);
      }
      return result.failure === null ? 0 : 1;
    }),
  );
}
