import { awsSetupErrors } from "../../core/codes/aws.ts";
import { isObject, parseJson } from "../../core/json.ts";
import { LockstepError } from "../../core/lockstep-error.ts";

/** What the endpoint's thread says once: where it listens, or why it does not. */
export type WorkerReply =
  | { readonly endpoint: string; readonly engine: string }
  | { readonly error: string; readonly code: AwsSetupError; readonly hint: string | null };

type AwsSetupError = keyof typeof awsSetupErrors;

function isAwsSetupError(code: string): code is AwsSetupError {
  return code in awsSetupErrors;
}

/** The longest text of an error that is handed on. */
const longestText = 1500;

/** The reply for what kept the endpoint from starting. */
export function describeError(error: unknown): WorkerReply {
  const known = LockstepError.is(error) ? error : null;
  const text = LockstepError.summaryOf(error);
  return {
    error: text.slice(0, longestText),
    code: readCode(known?.code),
    hint: known?.hint?.slice(0, longestText) ?? null,
  };
}

function readCode(code: unknown): AwsSetupError {
  return typeof code === "string" && isAwsSetupError(code) ? code : "aws/engine-unavailable";
}

/** Bytes of shared memory a reply may take, after two numbers: done, and length. */
const capacity = 8192;
const header = 8;

/** Memory for one reply. */
export function createReplyMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(header + capacity);
}

/** Writes the reply and wakes whoever waits for it. */
export function writeReply(shared: SharedArrayBuffer, reply: WorkerReply): void {
  const bytes = new TextEncoder().encode(JSON.stringify(reply)).slice(0, capacity);
  new Uint8Array(shared, header).set(bytes);
  const numbers = new Int32Array(shared, 0, 2);
  numbers[1] = bytes.length;
  Atomics.store(numbers, 0, 1);
  Atomics.notify(numbers, 0);
}

/** Waits for the reply without returning to the event loop; `null` when none came in time. */
export function waitForReply(shared: SharedArrayBuffer, timeoutMs: number): WorkerReply | null {
  const numbers = new Int32Array(shared, 0, 2);
  if (Atomics.wait(numbers, 0, 0, timeoutMs) === "timed-out") return null;
  const length = numbers[1] ?? 0;
  // Decoders refuse shared memory, hence the copy.
  const text = new TextDecoder().decode(new Uint8Array(shared, header, length).slice());
  const value = parseJson(text);
  if (!isObject(value)) return null;
  const { endpoint, engine, error, code, hint } = value;
  if (typeof endpoint === "string" && typeof engine === "string") return { endpoint, engine };
  return {
    error: typeof error === "string" ? error : text,
    code: readCode(code),
    hint: typeof hint === "string" ? hint : null,
  };
}
