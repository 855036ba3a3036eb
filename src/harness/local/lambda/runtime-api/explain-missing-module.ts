import type { FunctionFailure } from "../../../core/function-invoker.ts";
import type { FunctionCommand } from "./function-command.ts";

/** Packages that Lambda's Python has of its own. */
const ofLambda: ReadonlySet<string> = new Set(["boto3", "botocore", "s3transfer", "jmespath"]);

/**
 * A line for the log of a Python function that could not be imported for want of a module: Lambda finds in the
 * build, or has of its own, what the interpreter here may only lack. `null` for any other failure.
 */
export function explainMissingModule(
  { errorType, errorMessage }: FunctionFailure,
  { kind, executable }: FunctionCommand,
): string | null {
  if (kind !== "python" || errorType !== "Runtime.ImportModuleError") return null;
  const name = /No module named '([\w-]+)/.exec(errorMessage)?.[1];
  if (name === undefined) return null;
  const also = ofLambda.has(name) ? " Lambda's Python has it." : "";
  return `[lockstep] ${executable} finds no module ${name}.${also} If it is a package: ${executable} -m pip install ${name}`;
}
