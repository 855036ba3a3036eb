import type { ChildProcess } from "node:child_process";
import { isObject } from "../../core/json.ts";
import { MessageFrames } from "./message-frames.ts";

/**
 * Makes sure that what a process writes to its channel cannot break this one: Node.js parses it where nobody
 * can catch the error, and a function may have written anything to the descriptor. The reader is the handle's,
 * which Node.js keeps under a symbol; where it is not found, nothing is guarded.
 *
 * @param onBroken called with what was no message: the channel is of no more use
 * @returns whether the channel is guarded
 */
export function guardChannel(child: ChildProcess, onBroken: (error: unknown) => void): boolean {
  const handle = Object.getOwnPropertySymbols(child)
    .map((symbol): unknown => Reflect.get(child, symbol))
    .find((value) => isObject(value) && typeof Reflect.get(value, "onread") === "function");
  const read: unknown = isObject(handle) ? Reflect.get(handle, "onread") : undefined;
  if (!isObject(handle) || typeof read !== "function") return false;
  const frames = new MessageFrames();
  Reflect.set(handle, "onread", (...given: readonly unknown[]): void => {
    try {
      const [chunk] = given;
      if (chunk instanceof ArrayBuffer && !frames.take(new Uint8Array(chunk)))
        throw new RangeError("What was read is no message.");
      Reflect.apply(read, handle, given);
    } catch (error) {
      onBroken(error);
    }
  });
  return true;
}
