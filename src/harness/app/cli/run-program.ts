import { CommanderError, type Command } from "commander";

/**
 * Runs the command the arguments name. Gives an exit code where commander itself ended it: 0 for
 * help and version, 2 for usage; `null` where a command ran, which has said its own.
 */
export async function runProgram(program: Command, argv: readonly string[]): Promise<0 | 2 | null> {
  try {
    await program.parseAsync([...argv]);
    return null;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
}
