import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { repositoryRoot } from "./order-project.ts";

/** What a run of `lockstep` left. */
export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line's own module. */
export const commandLine = join(repositoryRoot, "src/harness/app/cli/main.ts");

/** The environment of a user: nothing of the test run that would change what is shown. */
export function userEnvironment(): NodeJS.ProcessEnv {
  const { API_URL: _url, AWS_ENDPOINT_URL: _endpoint, ...rest } = process.env;
  return { ...rest, NO_COLOR: "1" };
}

/** Runs `lockstep` as a process of its own, in a folder, until it ends. */
export async function runCommandLine(cwd: string, args: readonly string[]): Promise<CommandResult> {
  const child = spawn(process.execPath, [commandLine, ...args], {
    cwd,
    env: userEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const closed = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [stdout, stderr, exitCode] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    closed,
  ]);
  return { exitCode, stdout, stderr };
}
