import type { Readable } from "node:stream";
import { createLineReader } from "./line-reader.ts";

/** The raw output of a process, read line by line. */
export interface ProcessOutput {
  /** Calls back once everything written up to now has been read. */
  whenQuiet(callback: () => void): void;
  /** Resolves when both streams have ended. */
  readonly ended: Promise<unknown>;
}

/**
 * Turns of the event loop without new output after which pipes count as empty. The first one ends the turn an
 * answer came in, the second one has asked every pipe since; Windows reads by a completion, which takes one more.
 */
const quietTurns = process.platform === "win32" ? 3 : 2;

/** A thread that never stops writing must not hold an answer back. */
const mostTurns = 1000;

/**
 * Reads stdout and stderr of a process. An answer comes over another channel than the output that belongs to it;
 * what was written before the answer was sent lies in the pipes by then, and is read until the event loop finds
 * nothing more in them.
 */
export function readProcessOutput(
  streams: { readonly stdout: Readable | null; readonly stderr: Readable | null },
  onLine: (stream: "stdout" | "stderr", text: string) => void,
): ProcessOutput {
  let chunks = 0;
  const readers = (["stdout", "stderr"] as const).map((name) => {
    const reader = createLineReader((text) => onLine(name, text));
    const stream = streams[name];
    stream?.on("data", (chunk: Buffer) => {
      chunks += 1;
      reader.read(chunk);
    });
    const ended = new Promise<void>((resolve) => {
      if (stream === null) return resolve();
      stream.once("close", () => {
        reader.end();
        resolve();
      });
    });
    return { reader, ended };
  });
  return {
    whenQuiet(callback) {
      let [seen, still, turns] = [chunks, 0, 0];
      const look = (): void => {
        still = chunks === seen ? still + 1 : 0;
        seen = chunks;
        turns += 1;
        if (still < quietTurns && turns < mostTurns) {
          setImmediate(look);
          return;
        }
        // What no line break has ended belongs to the answer all the same.
        for (const { reader } of readers) reader.end();
        callback();
      };
      setImmediate(look);
    },
    ended: Promise.all(readers.map(({ ended }) => ended)),
  };
}
