import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runCommand, type CommandResult } from "../../../scripts/support/run-command.ts";
import { repository } from "../../../scripts/support/repository.ts";

/** A project of a user in a temporary folder, with the library as it lies in this repository. */
export interface CopiedConsumer {
  readonly folder: string;
  /** Runs Node.js in the project; a run that does not end by itself within a minute has failed. */
  node(args: readonly string[]): Promise<CommandResult>;
  remove(): void;
}

const packages = ["@aws-sdk", "chai", "mocha"];

/**
 * Puts the small SAM project of tests/fixtures/packages together with the tests a runner has there.
 *
 * @param runner folder under tests/fixtures/packages
 */
export function copyConsumer(runner: string): CopiedConsumer {
  const folder = mkdtempSync(path.join(tmpdir(), "lockstep-consumer-"));
  const fixtures = path.join(repository, "tests/fixtures/packages");
  for (const part of ["sam-project", runner])
    cpSync(path.join(fixtures, part), folder, { recursive: true });
  mkdirSync(path.join(folder, "node_modules"));
  symlinkSync(repository, path.join(folder, "node_modules/lockstep-sam"));
  for (const name of packages)
    symlinkSync(
      path.join(repository, "node_modules", name),
      path.join(folder, "node_modules", name),
    );
  return {
    folder,
    node: (args) =>
      runCommand(process.execPath, args, {
        cwd: folder,
        timeoutMs: 60_000,
        env: { NODE_OPTIONS: undefined, API_URL: undefined, LOCKSTEP_TARGET: undefined },
      }),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
