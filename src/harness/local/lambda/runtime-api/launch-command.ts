import type { FunctionDefinition } from "../../../core/function-invoker.ts";
import type { LaunchRuntime } from "../runtime-process.ts";
import type { FunctionCommand } from "./function-command.ts";
import { startRestartingProcess } from "./restarting-process.ts";

/** How the process of an execution environment is started for a function that a program runs. */
export function launchCommand(
  { arn }: FunctionDefinition,
  command: FunctionCommand,
): LaunchRuntime {
  return ({ environment, memoryMb, onLine }) =>
    startRestartingProcess({ command, arn, environment, memoryMb, onLine });
}
