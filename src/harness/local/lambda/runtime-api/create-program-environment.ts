import type { FunctionDefinition, FunctionFailure } from "../../../core/function-invoker.ts";
import {
  createExecutionEnvironment,
  type EnvironmentSettings,
  type ExecutionEnvironment,
} from "../execution-environment.ts";
import type { CommandSearch } from "./function-command.ts";
import { startRestartingProcess } from "./restarting-process.ts";

/**
 * The execution environment of a function that a program runs: like one of Node.js, but that its process is asked over
 * the Runtime API. Where there is no program, the failure every invocation gets.
 */
export function createProgramEnvironment(
  definition: FunctionDefinition,
  search: CommandSearch,
  settings: Omit<EnvironmentSettings, "bootstrapFile" | "launch">,
): ExecutionEnvironment | FunctionFailure {
  if (!search.ok) return search.failure;
  const { command } = search;
  return createExecutionEnvironment(definition, "", {
    ...settings,
    bootstrapFile: "",
    launch: ({ environment, memoryMb, onLine, onChunk }) =>
      startRestartingProcess({ command, environment, memoryMb, onLine, onChunk }),
  });
}
