import type { Readable } from "node:stream";
import { readProcessOutput } from "../process-output.ts";

/** The output of a process whose answers come over another channel. */
export interface QuietOutput {
  /** Resolves when everything written up to now has been read. */
  quiet(): Promise<void>;
  /** Resolves when both streams have ended, or after so many milliseconds. */
  ended(withinMs: number): Promise<void>;
}

/** Python's runtime ends the lines of one message with a carriage return, and indents with no-break spaces. */
function linesOf(text: string): readonly string[] {
  if (!text.includes("\r")) return [text];
  return text
    .replace(/\r$/, "")
    .split("\r")
    .map((line) => line.replace(/^\u00A0+/, (indent) => " ".repeat(indent.length)));
}

/** Reads stdout and stderr of a process whose runtime breaks the lines of one message in its own way. */
export function readQuietly(
  streams: { readonly stdout: Readable | null; readonly stderr: Readable | null },
  onLine: (stream: "stdout" | "stderr", text: string) => void,
): QuietOutput {
  const output = readProcessOutput(streams, (name, text) => {
    for (const line of linesOf(text)) onLine(name, line);
  });
  return {
    quiet: () => new Promise((resolve) => output.whenQuiet(resolve)),
    async ended(withinMs) {
      let timer: NodeJS.Timeout | undefined;
      const timeUp = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, withinMs);
      });
      await Promise.race([output.ended, timeUp]);
      clearTimeout(timer);
    },
  };
}
