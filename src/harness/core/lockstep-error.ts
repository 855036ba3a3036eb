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

/** What test runners print: the message, then what to do, then the code to look up. */
function compose(message: string, hint: string | undefined, code: string): string {
  return [message, ...(hint === undefined ? [] : [`  hint: ${hint}`]), `  (${code})`].join("\n");
}

/**
 * Broken set-up: no template, a port that is taken, a runtime that is missing. Thrown, because the
 * work asked for cannot start; everything else is a `Problem`.
 *
 * Test runners print nothing but `message` and `stack`, so `message` carries hint and code too;
 * `summary` is the sentence alone, for places that show hint and code by themselves.
 */
export class LockstepError extends Error {
  readonly code: SetupErrorCode;
  /** What is wrong, without hint and code. */
  declare readonly summary: string;
  declare readonly hint: string | undefined;
  readonly details: readonly string[];
  /** The process exit code this error leads to: 2 usage or configuration, 3 environment. */
  declare readonly exitCode: 2 | 3;
  declare readonly [brand]: true;

  constructor(input: LockstepErrorInput) {
    const entry: SetupErrorEntry = setupErrorCodes[input.code];
    const hint = input.hint ?? entry.hint;
    super(
      compose(input.message, hint, input.code),
      input.cause === undefined ? {} : { cause: input.cause },
    );
    this.name = "LockstepError";
    this.code = input.code;
    this.details = input.details ?? [];
    // Not enumerable: runners that print an error's own members would show what the message says again.
    for (const [name, value] of [
      ["summary", input.message],
      ["hint", hint],
      ["exitCode", entry.exitCode],
      [brand, true],
    ] as const) {
      Object.defineProperty(this, name, { value, enumerable: false });
    }
  }

  /** True for a `LockstepError` of any copy of the library (ESM and CommonJS builds may meet). */
  static is(value: unknown): value is LockstepError {
    return typeof value === "object" && value !== null && Reflect.get(value, brand) === true;
  }

  /** The sentence a report tells of whatever was thrown, which says hint and code by itself. */
  static summaryOf(thrown: unknown): string {
    if (LockstepError.is(thrown)) return thrown.summary;
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}
