import type { FunctionFailure } from "../../../core/function-invoker.ts";
import { missingModuleIn, packagesOfLambda } from "../../../core/missing-package.ts";
import type { FunctionCommand } from "./function-command.ts";

/**
 * A line for the log of a Python function that could not be imported for want of a module: Lambda finds in the
 * build, or has of its own, what the interpreter here may only lack. `null` for any other failure.
 */
export function explainMissingModule(
  { errorType, errorMessage }: FunctionFailure,
  { kind, executable }: FunctionCommand,
): string | null {
  const name = kind === "python" ? missingModuleIn(errorType, errorMessage) : null;
  if (name === null) return null;
  const also = packagesOfLambda.has(name) ? " Lambda's Python has it." : "";
  return `[lockstep] ${executable} finds no module ${name}.${also} If it is a package: ${executable} -m pip install ${name}`;
}
