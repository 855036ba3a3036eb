import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { repository } from "../../../scripts/support/repository.ts";
import { runCommand, type CommandResult } from "../../../scripts/support/run-command.ts";

/** A project of its own in a temporary folder, with packages installed from the registry. */
export interface ConsumerProject {
  readonly folder: string;
  /** Run a command in the project, by default under the running Node.js. */
  readonly run: (
    command: string,
    args: readonly string[],
    nodeFolder?: string,
  ) => Promise<CommandResult>;
  readonly remove: () => void;
}

const fiveMinutes = 300_000;
const unreachable =
  /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT)\b/;

/**
 * Copy a project of tests/fixtures/packages and install what it lists, and `packages` besides.
 *
 * @param fixture name of the folder under tests/fixtures/packages
 * @param packages what else to install: names with versions, or tarballs
 * @returns the project, or "unreachable" when the registry does not answer
 * @throws Error with npm's output when the install fails for another reason
 */
export async function createConsumerProject(
  fixture: string | undefined,
  packages: readonly string[],
): Promise<ConsumerProject | "unreachable"> {
  const folder = mkdtempSync(path.join(tmpdir(), "lockstep-consumer-"));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  // Consumers test the same small SAM project, each with its own runner.
  for (const part of fixture === undefined ? [] : ["sam-project", fixture]) {
    cpSync(path.join(repository, "tests/fixtures/packages", part), folder, { recursive: true });
  }
  const run: ConsumerProject["run"] = (command, args, nodeFolder) =>
    runCommand(command, args, {
      cwd: folder,
      timeoutMs: fiveMinutes,
      env: cleanEnvironment(),
      ...(nodeFolder === undefined ? {} : { nodeFolder }),
    });
  const installed = await run("npm", [
    "install",
    "--no-audit",
    "--no-fund",
    "--ignore-scripts",
    "--loglevel=error",
    "--fetch-retries=1",
    "--fetch-retry-mintimeout=1000",
    ...packages,
  ]);
  if (installed.exitCode === 0) return { folder, run, remove };
  remove();
  if (unreachable.test(installed.output)) return "unreachable";
  throw new Error(`npm install ${packages.join(" ")}:\n${installed.output}`);
}

/** What was installed; skips the running test when the registry did not answer. */
export function skipUnlessReachable<Installed>(
  context: Mocha.Context,
  installed: Installed | "unreachable",
): Installed {
  if (installed === "unreachable") {
    if (context.test !== undefined) {
      context.test.title += " (skipped: the package registry does not answer)";
    }
    context.skip();
  }
  return installed;
}

/** npm hands its settings to scripts as variables; those of this repository are not the consumer's. */
function cleanEnvironment(): Readonly<Record<string, undefined>> {
  const inherited = Object.keys(process.env).filter((name) =>
    /^npm_(?!config_(?:registry|cache|userconfig)$)/i.test(name),
  );
  return Object.fromEntries(
    [...inherited, "NODE_OPTIONS", "NODE_PATH"].map((name) => [name, undefined]),
  );
}
