import type { Command } from "commander";

import { buildProgram } from "../../../src/harness/app/cli/build-program.ts";
import { runProgram } from "../../../src/harness/app/cli/run-program.ts";
import { recordTerminal } from "../app/recorded-terminal.ts";
import type { CommandResult } from "./run-command-line.ts";

/**
 * Runs `lockstep` as typed in a folder, without a process of its own, which takes a second of processor time. What
 * Node.js warns of meanwhile stands in `stderr`, as it would there.
 */
export async function runInThisProcess(
  root: string,
  args: readonly string[],
): Promise<CommandResult> {
  const terminal = recordTerminal();
  const codes: number[] = [];
  const refused: string[] = [];
  const warned: string[] = [];
  const program = buildProgram({ terminal, finish: (code) => void codes.push(code) });
  const everyCommand = (command: Command): void => {
    command.configureOutput({
      writeOut: (text) => terminal.print(text),
      writeErr: (text) => void refused.push(text),
    });
    command.commands.forEach(everyCommand);
  };
  everyCommand(program);
  const warn = ({ name, message }: Error): void => void warned.push(`${name}: ${message}`);
  process.on("warning", warn);
  try {
    const own = await runProgram(program, ["node", "lockstep", ...args, "--root", root], terminal);
    return {
      exitCode: own ?? codes[0] ?? null,
      stdout: terminal.printed.join(""),
      stderr: [...refused, ...terminal.said, ...warned].join("\n"),
    };
  } finally {
    process.off("warning", warn);
  }
}
