import type { ChildProcess } from "node:child_process";
import { isObject } from "../../core/json.ts";

/**
 * Makes sure that what a process writes to its channel (of serialisation `advanced`) cannot break this one: Node.js
 * reads it where nobody can catch the error, and a function may have written anything to the descriptor. What is no
 * message may also look like the length of one that never ends, which Node.js would wait for and keep. The reader is
 * the handle's, which Node.js keeps under a symbol, as it does what it has read; where they are not found, nothing
 * is guarded.
 *
 * @param onBroken called once, with what was no message: the channel is of no more use
 * @returns whether the channel is guarded
 */
export function guardChannel(child: ChildProcess, onBroken: (error: unknown) => void): boolean {
  const handle = Object.getOwnPropertySymbols(child)
    .map((symbol): unknown => Reflect.get(child, symbol))
    .find((value) => isObject(value) && typeof Reflect.get(value, "onread") === "function");
  const read: unknown = isObject(handle) ? Reflect.get(handle, "onread") : undefined;
  if (!isObject(handle) || typeof read !== "function") return false;
  let broken = false;
  const breakOff = (error: unknown): void => {
    broken = true;
    onBroken(error);
  };
  Reflect.set(handle, "onread", (...given: readonly unknown[]): void => {
    const ended = given[0] === undefined;
    if (broken && !ended) return;
    try {
      Reflect.apply(read, handle, given);
    } catch (error) {
      if (!broken) breakOff(error);
    }
    const rest = broken || ended ? null : unreadBytes(handle);
    if (rest !== null && !beginsMessage(rest)) breakOff(new Error("No message begins like this."));
  });
  return true;
}

/** What was read and is no whole message yet, as far as it came in one piece. */
function unreadBytes(handle: object): Uint8Array | null {
  const symbol = Object.getOwnPropertySymbols(handle).find(
    ({ description }) => description === "kMessageBuffer",
  );
  const kept: unknown = symbol === undefined ? null : Reflect.get(handle, symbol);
  const first: unknown = Array.isArray(kept) ? kept[0] : kept;
  return first instanceof Uint8Array ? first : null;
}

/** What V8 puts before every serialised value, in front of its version. */
const serialisedTag = 0xff;

/** The longest message in bytes: below it lies the longest string, above it the length that any text would be. */
const longestMessage = 0x20_00_00_00;

/** Four bytes of length, then a serialised value. */
function beginsMessage(bytes: Uint8Array): boolean {
  if (bytes.length < 4) return true;
  const { buffer, byteOffset } = bytes;
  if (new DataView(buffer, byteOffset).getUint32(0) >= longestMessage) return false;
  return bytes.length === 4 || bytes[4] === serialisedTag;
}
