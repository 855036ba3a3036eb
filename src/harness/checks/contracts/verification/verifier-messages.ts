import { isObject } from "../../../core/json.ts";

/** What the parent asks of the verifier's process: one interaction, in a pact file of its own. */
export interface VerifierJob {
  readonly id: number;
  readonly pactPath: string;
  readonly provider: string;
  readonly providerBaseUrl: string;
  readonly stateUrl: string;
  /** Milliseconds the provider may take to answer. */
  readonly timeoutMs: number;
}

/** What the verifier's process says. */
export type VerifierReply =
  | { readonly kind: "ready" }
  | { readonly kind: "unavailable"; readonly reason: string }
  /** `json` is the verifier's own result as text, `null` when it had none. */
  | {
      readonly kind: "done";
      readonly id: number;
      readonly json: string | null;
      readonly error: string | null;
    };

/** Reads a message of the verifier's process; `null` for anything else. */
export function readVerifierReply(message: unknown): VerifierReply | null {
  if (!isObject(message)) return null;
  const { kind, reason, id, json, error } = message;
  if (kind === "ready") return { kind };
  if (kind === "unavailable") return { kind, reason: String(reason) };
  if (kind !== "done" || typeof id !== "number") return null;
  return {
    kind,
    id,
    json: typeof json === "string" ? json : null,
    error: typeof error === "string" ? error : null,
  };
}

/** Reads a job; `null` for anything else. */
export function readVerifierJob(message: unknown): VerifierJob | null {
  if (!isObject(message)) return null;
  const { id, pactPath, provider, providerBaseUrl, stateUrl, timeoutMs } = message;
  if (typeof id !== "number" || typeof timeoutMs !== "number") return null;
  if (typeof pactPath !== "string" || typeof provider !== "string") return null;
  if (typeof providerBaseUrl !== "string" || typeof stateUrl !== "string") return null;
  return { id, pactPath, provider, providerBaseUrl, stateUrl, timeoutMs };
}
