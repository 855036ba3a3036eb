import { spawn } from "node:child_process";
import path from "node:path";

/** What came of a command. */
export interface CommandResult {
  /** Exit code; 128 when a signal ended the command, 127 when it could not be started. */
  readonly exitCode: number;
  /** stdout and stderr in the order they arrived. */
  readonly output: string;
  /** stdout alone. */
  readonly stdout: string;
}

/** Where and with what a command runs. */
export interface CommandOptions {
  readonly cwd: string;
  /** Added to the environment of this process; `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Folder of the Node.js that comes first on PATH; by default that of the running one. */
  readonly nodeFolder?: string;
  /** Milliseconds after which the command is killed; its result is then a failure. */
  readonly timeoutMs?: number;
}

/**
 * Run a command to its end and keep its output. Never throws: a command that cannot start is a result
 * with exit code 127. The folder of Node.js comes first on PATH, so that scripts with a
 * `#!/usr/bin/env node` line run under that version.
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  const nodeFolder = options.nodeFolder ?? path.dirname(process.execPath);
  const searchPath = [nodeFolder, process.env["PATH"]].join(path.delimiter);
  return new Promise((resolve) => {
    const child = spawn(command, [...args], {
      cwd: options.cwd,
      env: { ...process.env, PATH: searchPath, ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
      ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
    });
    let output = "";
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.on("error", (error) => {
      resolve({ exitCode: 127, output: `${output}${error.message}\n`, stdout });
    });
    child.on("close", (code) => {
      resolve({ exitCode: code ?? 128, output, stdout });
    });
  });
}
