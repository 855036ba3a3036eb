import { LockstepError } from "../../core/lockstep-error.ts";
import type { Terminal } from "./terminal.ts";

/** Process exit codes: clean, problems found, usage or configuration, environment, our own bug. */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

function sayError(error: LockstepError, terminal: Terminal): void {
  const { paint } = terminal;
  const lines = [
    `${paint("red", "✗")} ${paint("red", error.code)}`,
    `    ${error.message}`,
    ...error.details.map((line) => `      ${line}`),
    ...(error.hint === undefined ? [] : [`    ${paint("dim", "hint:")} ${error.hint}`]),
  ];
  terminal.say(lines.join("\n"));
}

function printErrorJson(error: LockstepError, terminal: Terminal): void {
  const { code, message, hint, details, exitCode } = error;
  terminal.print(
    `${JSON.stringify({ error: { code, message, hint, details, exitCode } }, null, 2)}\n`,
  );
}

/**
 * Runs a command and turns what it throws into an exit code: a `LockstepError` is told with its
 * hint; anything else is our own bug and is shown whole.
 */
export async function runCommand(
  terminal: Terminal,
  json: boolean,
  command: () => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    return await command();
  } catch (error) {
    if (LockstepError.is(error)) {
      if (json) printErrorJson(error, terminal);
      else sayError(error, terminal);
      return error.exitCode;
    }
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.say(
      `This is a bug in lockstep, not in your project. Please report it with these lines:\n${trace}`,
    );
    return 4;
  }
}
