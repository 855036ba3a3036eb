import { LockstepError } from "../../../src/harness/core/lockstep-error.ts";

/** The set-up error work ends with; fails when it ends well or with anything else. */
export async function lockstepErrorOf(work: () => unknown): Promise<LockstepError> {
  try {
    await work();
  } catch (error) {
    if (LockstepError.is(error)) return error;
    throw error;
  }
  throw new Error("No error was thrown.");
}
