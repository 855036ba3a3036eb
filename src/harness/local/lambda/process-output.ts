import type { Readable } from "node:stream";
import { createLineReader } from "./line-reader.ts";

/** The raw output of a process, read line by line. */
export interface ProcessOutput {
  /** Calls back once both streams have shown their marker of an answer: all before it has been read. */
  whenMarked(callback: () => void): void;
  /** Resolves when both streams have ended. */
  readonly ended: Promise<unknown>;
}

/**
 * Reads stdout and stderr of a process. An answer comes over another channel than the output that
 * belongs to it; the marker, written to both streams, says that they have caught up.
 */
export function readProcessOutput(
  streams: { readonly stdout: Readable | null; readonly stderr: Readable | null },
  marker: string,
  onLine: (stream: "stdout" | "stderr", text: string) => void,
): ProcessOutput {
  let seen = 0;
  /** A stream that has ended shows no more markers: the process has closed it. */
  let closed = 0;
  let waiting: (() => void) | null = null;
  const check = (): void => {
    if (seen + closed < 2 || waiting === null) return;
    const callback = waiting;
    seen = Math.max(0, seen - 2);
    waiting = null;
    callback();
  };
  const onMarker = (): void => {
    seen += 1;
    check();
  };
  const read = async (name: "stdout" | "stderr"): Promise<void> => {
    await readStream(streams[name], marker, (text) => onLine(name, text), onMarker);
    closed += 1;
    check();
  };
  return {
    ended: Promise.all([read("stdout"), read("stderr")]),
    whenMarked(callback) {
      waiting = callback;
      check();
    },
  };
}

/** Resolves when the stream has ended. */
function readStream(
  stream: Readable | null,
  marker: string,
  onLine: (text: string) => void,
  onMarker: () => void,
): Promise<void> {
  const reader = createLineReader(marker, { onLine, onMarker });
  return new Promise((resolve) => {
    if (stream === null) return resolve();
    stream.on("data", (chunk: Buffer) => reader.read(chunk));
    stream.once("close", () => {
      reader.end();
      resolve();
    });
  });
}
