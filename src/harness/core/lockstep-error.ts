import type { SetupErrorEntry } from "./codes/code-entry.ts";
import { setupErrorCodes, type SetupErrorCode } from "./problem-codes.ts";

const brand = Symbol.for("lockstep-sam.error");

/** What a `LockstepError` is made of. */
export interface LockstepErrorInput {
  readonly code: SetupErrorCode;
  readonly message: string;
  readonly hint?: string;
  readonly details?: readonly string[];
  readonly cause?: unknown;
}

/**
 * Broken set-up: no template, a port that is taken, a runtime that is missing. Thrown, because the
 * work asked for cannot start; everything else is a `Problem`.
 */
export class LockstepError extends Error {
  readonly code: SetupErrorCode;
  readonly hint: string | undefined;
  readonly details: readonly string[];
  /** The process exit code this error leads to: 2 usage or configuration, 3 environment. */
  readonly exitCode: 2 | 3;
  readonly [brand] = true;

  constructor(input: LockstepErrorInput) {
    super(input.message, input.cause === undefined ? {} : { cause: input.cause });
    this.name = "LockstepError";
    this.code = input.code;
    const entry: SetupErrorEntry = setupErrorCodes[input.code];
    this.hint = input.hint ?? entry.hint;
    this.details = input.details ?? [];
    this.exitCode = entry.exitCode;
  }

  /** True for a `LockstepError` of any copy of the library (ESM and CommonJS builds may meet). */
  static is(value: unknown): value is LockstepError {
    return typeof value === "object" && value !== null && Reflect.get(value, brand) === true;
  }
}
