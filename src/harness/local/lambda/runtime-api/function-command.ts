import type { FunctionFailure } from "../../../core/function-invoker.ts";
import type { OtherRuntime } from "./other-runtimes.ts";

/** The program that runs a function of another runtime than Node.js and speaks the Runtime API. */
export interface FunctionCommand {
  /** Decides the variables; `node` is AWS's own client of Node.js, which Lockstep's runtime is compared with. */
  readonly kind: OtherRuntime | "node";
  /** Absolute path of the executable. */
  readonly executable: string;
  readonly args: readonly string[];
  /** Absolute folder the function finds itself in: what `/var/task` is on Lambda. */
  readonly taskRoot: string;
}

/** What runs a function, or what it fails with where nothing on this machine can. */
export type CommandSearch =
  | { readonly ok: true; readonly command: FunctionCommand }
  | { readonly ok: false; readonly failure: FunctionFailure };

/** A search that found nothing: the failure every invocation of the function gets. */
export function noCommand(errorType: string, errorMessage: string): CommandSearch {
  return { ok: false, failure: { kind: "init", errorType, errorMessage, trace: [] } };
}
