import type { Trace } from "./target.ts";

/** Packages Lambda's Python has of its own, which the interpreter of this machine may lack. */
export const packagesOfLambda: ReadonlySet<string> = new Set([
  "boto3",
  "botocore",
  "s3transfer",
  "jmespath",
]);

/** The module a Python function failed for want of, by its first name; `null` for any other failure. */
export function missingModuleIn(errorType: string, errorMessage: string): string | null {
  if (!/^(?:Runtime\.ImportModuleError|ModuleNotFoundError)$/.test(errorType)) return null;
  return /No module named '([\w-]+)/.exec(errorMessage)?.[1] ?? null;
}

/**
 * The package a function failed for want of although Lambda has it: the machine's fault, not the function's.
 * `null` for any other answer.
 */
export function packageNotHere({ failure }: Pick<Trace, "failure">): string | null {
  if (failure === null) return null;
  const name = missingModuleIn(failure.errorType, failure.errorMessage);
  return name !== null && packagesOfLambda.has(name) ? name : null;
}
