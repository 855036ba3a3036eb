#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { toolVersion } from "../report/tool-version.ts";
import { addCheckCommand } from "./commands/check.ts";
import { addEventsCommand } from "./commands/events.ts";
import { addInvokeCommand } from "./commands/invoke.ts";
import { addPactCommand } from "./commands/pact.ts";
import { addStartCommand } from "./commands/start.ts";
import type { ExitCode } from "./run-command.ts";
import { processTerminal } from "./terminal.ts";

function buildProgram(finish: (code: ExitCode) => void): Command {
  const terminal = processTerminal();
  const program = new Command("lockstep")
    .description(
      "Holds OpenAPI spec, SAM template, handlers, contracts, events and stage against each other.",
    )
    .version(toolVersion(), "-V, --version")
    .showHelpAfterError("(add --help for the options)")
    .exitOverride();
  addCheckCommand(program, terminal, finish);
  addStartCommand(program, terminal, finish);
  addInvokeCommand(program, terminal, finish);
  addEventsCommand(program, terminal, finish);
  addPactCommand(program, terminal, finish);
  return program;
}

async function main(argv: readonly string[]): Promise<void> {
  const program = buildProgram((code) => {
    process.exitCode = code;
  });
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version end with 0, everything else commander refuses is usage.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  }
}

await main(process.argv);
