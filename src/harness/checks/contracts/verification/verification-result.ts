import type { RecordedExchange } from "../../target/start-recording-proxy.ts";
import type { JsonObject } from "../../../core/json.ts";
import type { Problem } from "../../../core/problem.ts";
import type { Mismatch } from "./read-verifier-result.ts";

/** What became of one interaction. */
export interface VerifiedInteraction {
  /** The pact file, relative to the project root. */
  readonly file: string;
  readonly consumer: string;
  readonly description: string;
  readonly states: readonly { readonly name: string; readonly params: JsonObject }[];
  /** `METHOD /path` of the spec; `null` when there is none or no spec was given. */
  readonly operation: string | null;
  /** `pending` failed without failing the run; `skipped` was not run (a message, a missing handler is `failed`). */
  readonly result: "passed" | "failed" | "pending" | "skipped";
  readonly mismatches: readonly Mismatch[];
  /** What went over the wire, credentials masked; `null` when no request was sent. */
  readonly exchange: RecordedExchange | null;
  /** What the handler of a provider state threw, with its stack; `null` when none failed. */
  readonly stateError: string | null;
  readonly problems: readonly Problem[];
  readonly durationMs: number;
}

/** The outcome of a verification; `problems` repeats those of the interactions, in order. */
export interface VerificationResult {
  readonly interactions: readonly VerifiedInteraction[];
  readonly problems: readonly Problem[];
}
