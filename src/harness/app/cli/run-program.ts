import { CommanderError, type Command } from "commander";
import { printErrorJson } from "./run-command.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Runs the command the arguments name. Gives an exit code where commander itself ended it: 0 for
 * help and version, 2 for usage; `null` where a command ran, which has said its own. Commander says on
 * stderr what is wrong with the usage; with `--json` among the arguments stdout gets its document too.
 */
export async function runProgram(
  program: Command,
  argv: readonly string[],
  terminal: Terminal,
): Promise<0 | 2 | null> {
  try {
    await program.parseAsync([...argv]);
    return null;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    if (argv.includes("--json")) {
      const message = error.message.replace(/^error: /, "");
      const hint = "Add --help for the options.";
      printErrorJson(terminal, { code: null, summary: message, hint, details: [], exitCode: 2 });
    }
    return 2;
  }
}
