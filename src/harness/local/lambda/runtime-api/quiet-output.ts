import type { Readable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { createLineReader } from "../line-reader.ts";

/** The output of a process whose answers come over another channel. */
export interface QuietOutput {
  /** Resolves when everything written up to now has been read. */
  quiet(): Promise<void>;
  /** Resolves when both streams have ended, or after so many milliseconds. */
  ended(withinMs: number): Promise<void>;
}

/** Turns of the event loop without new output after which a pipe counts as empty: one polls, one reads. */
const quietTurns = 3;

/** A thread that never stops writing must not hold an answer back. */
const mostTurns = 1000;

/** No text holds this: the output of other runtimes carries no marker. */
const noMarker = "\u0000\u0000lockstep\u0000\u0000";

/** Python's runtime ends the lines of one message with a carriage return, and indents with no-break spaces. */
function linesOf(text: string): readonly string[] {
  if (!text.includes("\r")) return [text];
  return text
    .replace(/\r$/, "")
    .split("\r")
    .map((line) => line.replace(/^\u00A0+/, (indent) => " ".repeat(indent.length)));
}

/**
 * Reads stdout and stderr of a process line by line. What it wrote before it sent an answer lies in the
 * pipes by then; they are read until the event loop finds nothing more in them.
 */
export function readQuietly(
  streams: { readonly stdout: Readable | null; readonly stderr: Readable | null },
  onLine: (stream: "stdout" | "stderr", text: string) => void,
): QuietOutput {
  let chunks = 0;
  const readers = (["stdout", "stderr"] as const).map((name) => {
    const reader = createLineReader(noMarker, {
      onLine: (text) => {
        for (const line of linesOf(text)) onLine(name, line);
      },
      onMarker: () => {},
    });
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
    async quiet() {
      let [seen, still] = [chunks, 0];
      for (let turns = 0; still < quietTurns && turns < mostTurns; turns += 1) {
        await nextTurn();
        still = chunks === seen ? still + 1 : 0;
        seen = chunks;
      }
      // What no line break has ended belongs to the answer all the same.
      for (const { reader } of readers) reader.end();
    },
    async ended(withinMs) {
      let timer: NodeJS.Timeout | undefined;
      const timeUp = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, withinMs);
      });
      await Promise.race([Promise.all(readers.map(({ ended }) => ended)), timeUp]);
      clearTimeout(timer);
    },
  };
}
