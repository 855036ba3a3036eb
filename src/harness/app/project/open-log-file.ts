import { openSync } from "node:fs";
import { resolve } from "node:path";
import { LockstepError } from "../../core/lockstep-error.ts";

/**
 * Opens a log that is added to. Throws `project/config-invalid` where it cannot be written.
 *
 * @param option the option that names it: `--log-file`
 * @returns its descriptor
 */
export function openLogFile(file: string, option: string): number {
  try {
    return openSync(resolve(file), "a");
  } catch (error) {
    throw new LockstepError({
      code: "project/config-invalid",
      message: `${option}: ${file} cannot be written.`,
      cause: error,
    });
  }
}
