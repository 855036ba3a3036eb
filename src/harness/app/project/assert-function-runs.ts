import { LockstepError } from "../../core/lockstep-error.ts";
import { otherRuntimeOf } from "../../local/lambda/runtime-api/other-runtimes.ts";
import { allFunctions } from "./all-functions.ts";
import type { Project } from "./load-project.ts";
import { suggest } from "./select-codes.ts";

function unknown(message: string, hint: string): LockstepError {
  return new LockstepError({ code: "lambda/function-unknown", message, hint });
}

/**
 * Makes sure that a function can be called here. Throws `lambda/function-unknown`, which says why not: another
 * runtime, no handler file, or a name nothing has, with the nearest one.
 *
 * @param runnable the ids of all that can be called
 */
export function assertFunctionRuns(
  { model }: Pick<Project, "model">,
  logicalId: string,
  runnable: readonly string[],
): void {
  if (runnable.includes(logicalId)) return;
  const all = allFunctions(model);
  const fn = all.get(logicalId);
  if (fn === undefined) {
    const known = runnable.length === 0 ? "none" : runnable.join(", ");
    throw unknown(
      `No function has the logical id "${logicalId}".`,
      suggest(logicalId, [...new Set([...all.keys(), ...runnable])], `Known functions: ${known}.`),
    );
  }
  const { runtime } = fn.resource;
  // Python is run where its file is found, which is what is missing then.
  const isPython = runtime.known && otherRuntimeOf(runtime.value) === "python";
  if (runtime.known && !runtime.value.startsWith("nodejs") && !isPython) {
    throw unknown(
      `${logicalId} runs on ${runtime.value}, which is not run on this machine.`,
      `Let a file, a URL or a fixed result answer for it (functions: { ${JSON.stringify(logicalId)}: … } in the configuration), or call it on AWS.`,
    );
  }
  throw unknown(
    `${logicalId} is in the template, but no handler file was found for it that runs here.`,
    "Run `lockstep check`: the wiring phase names the file it looked for.",
  );
}
