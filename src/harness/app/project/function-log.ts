import { closeSync, writeSync } from "node:fs";
import type { LogLine } from "../../core/function-invoker.ts";
import { openLogFile } from "./open-log-file.ts";

/** A file that gets what functions log. */
export interface FunctionLog {
  write(lines: readonly LogLine[]): void;
  close(): void;
}

/** Opens the file of `--log-file`, which is added to. Throws `project/config-invalid` where it cannot be written. */
export function openFunctionLog(file: string): FunctionLog {
  const descriptor = openLogFile(file, "--log-file");
  let isOpen = true;
  return {
    write: (lines) => {
      // A function may go on after the stage was told to end.
      if (isOpen && lines.length > 0)
        writeSync(descriptor, lines.map(({ text }) => `${text}\n`).join(""));
    },
    close: () => {
      if (isOpen) closeSync(descriptor);
      isOpen = false;
    },
  };
}
