import type { Terminal } from "./terminal.ts";

/** Process exit codes: clean, problems found, usage or configuration, environment, our own bug. */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

/** What every command is given: where to write, and where its exit code goes. */
export interface CommandSetting {
  readonly terminal: Terminal;
  readonly finish: (code: ExitCode) => void;
}
