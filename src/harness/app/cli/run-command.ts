import { LockstepError } from "../../core/lockstep-error.ts";
import type { CommandSetting, ExitCode } from "./command-setting.ts";
import type { Terminal } from "./terminal.ts";

function sayError(error: LockstepError, terminal: Terminal): void {
  const { sayPaint: paint } = terminal;
  const lines = [
    `${paint("red", "✗")} ${paint("red", error.code)}`,
    `    ${error.summary}`,
    ...error.details.map((line) => `      ${line}`),
    ...(error.hint === undefined ? [] : [`    ${paint("dim", "hint:")} ${error.hint}`]),
  ];
  terminal.say(lines.join("\n"));
}

/** Prints what kept a command from its result as the one document `--json` asks for. */
export function printErrorJson(
  terminal: Terminal,
  error: Pick<LockstepError, "summary" | "hint" | "details"> & {
    readonly code: string | null;
    readonly exitCode: ExitCode;
  },
): void {
  const { code, summary: message, hint = null, details, exitCode } = error;
  terminal.print(
    `${JSON.stringify({ error: { code, message, hint, details, exitCode } }, null, 2)}\n`,
  );
}

/** An error that nobody foresaw is told whole: its stack is what a report needs. */
function tellBug(error: unknown, json: boolean, terminal: Terminal): void {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const message = "This is a bug in lockstep, not in your project.";
  terminal.say(`${message} Please report it with these lines:\n${trace}`);
  if (json) {
    printErrorJson(terminal, {
      code: null,
      summary: message,
      hint: "Please report it with the details.",
      details: trace.split("\n"),
      exitCode: 4,
    });
  }
}

async function exitCodeOf(
  terminal: Terminal,
  json: boolean,
  command: () => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    return await command();
  } catch (error) {
    if (!LockstepError.is(error)) {
      tellBug(error, json, terminal);
      return 4;
    }
    if (json) printErrorJson(terminal, error);
    else sayError(error, terminal);
    return error.exitCode;
  }
}

/**
 * Runs a command and turns what it throws into an exit code: a `LockstepError` is told with its
 * hint (with `--json` as `{ "error": … }` on stdout); anything else is our own bug and is shown whole.
 */
export async function runCommand(
  { terminal, finish }: CommandSetting,
  flags: { readonly json?: boolean },
  command: () => Promise<ExitCode>,
): Promise<void> {
  finish(await exitCodeOf(terminal, flags.json === true, command));
}
