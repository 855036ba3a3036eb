import path from "node:path";
import type { FunctionCommand } from "./function-command.ts";

/** What the variables of a program are made of. */
export interface ApiEnvironmentInput {
  readonly command: FunctionCommand;
  /** The variables a Node.js function would get. */
  readonly environment: Readonly<Record<string, string>>;
  /** Host and port of the Runtime API. */
  readonly address: string;
}

/**
 * The variables of a program that speaks the Runtime API: those of every function, without what only Node.js
 * has, with its task root and the API's address. OS-only runtimes have no AWS_EXECUTION_ENV (AWS Lambda,
 * "Defined runtime environment variables").
 */
export function apiEnvironment(input: ApiEnvironmentInput): Record<string, string> {
  const { command, address } = input;
  const { NODE_PATH: _ofNode, AWS_EXECUTION_ENV: execution = "", ...shared } = input.environment;
  const task = {
    LAMBDA_TASK_ROOT: command.taskRoot,
    PWD: command.taskRoot,
    AWS_LAMBDA_RUNTIME_API: address,
  };
  if (command.kind === "bootstrap") return { ...shared, ...task };
  if (command.kind === "node") return { ...input.environment, ...task };
  const own = shared["PYTHONPATH"];
  return {
    ...shared,
    ...task,
    AWS_EXECUTION_ENV: execution,
    PYTHONPATH: [command.taskRoot, ...(own === undefined ? [] : [own])].join(path.delimiter),
    // Lambda's task root cannot be written to; here it is the user's sources.
    PYTHONDONTWRITEBYTECODE: "1",
  };
}
