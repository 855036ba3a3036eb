import { isObject, parseJson } from "../../core/json.ts";

/** What the endpoint's thread says once: where it listens, or why it does not. */
export type WorkerReply =
  | { readonly endpoint: string; readonly engine: string }
  | { readonly error: string };

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
  const { endpoint, engine, error } = value;
  if (typeof endpoint === "string" && typeof engine === "string") return { endpoint, engine };
  return { error: typeof error === "string" ? error : text };
}
