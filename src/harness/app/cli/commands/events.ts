import type { Command } from "commander";
import { generateEvent } from "../../runs/generate-event.ts";
import { validateEvents } from "../../runs/validate-events.ts";
import { printResult } from "../print-result.ts";
import { addProjectOptions, toOverrides, type ProjectFlags } from "../project-options.ts";
import { runCommand, type ExitCode } from "../run-command.ts";
import type { Terminal } from "../terminal.ts";

interface GenerateFlags extends ProjectFlags {
  readonly operation: string;
  readonly example?: string;
  readonly out?: string;
}

function addGenerate(events: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  const command = events
    .command("generate")
    .description("make a valid event for an operation, from the spec's examples")
    .requiredOption("--operation <id>", "operationId, or METHOD /path")
    .option("--example <name>", "named example of the request body (default: the first)")
    .option("-o, --out <file>", "write to this file (default: print)");
  addProjectOptions(command).action(async (flags: GenerateFlags) => {
    const generate = async (): Promise<ExitCode> => {
      const { text, file } = await generateEvent({
        overrides: toOverrides(flags),
        operation: flags.operation,
        example: flags.example ?? null,
        out: flags.out ?? null,
      });
      if (file === null) terminal.print(text);
      else terminal.say(`Wrote ${file}.`);
      return 0;
    };
    finish(await runCommand(terminal, flags.json === true, generate));
  });
}

function addValidate(events: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  const command = events
    .command("validate")
    .description("check event files: bytes, JSON, schema of their source, request inside")
    .argument("[files...]", "event files (default: every .json in the events folder)");
  addProjectOptions(command).action(async (files: readonly string[], flags: ProjectFlags) => {
    const validate = async (): Promise<ExitCode> =>
      printResult(terminal, flags, await validateEvents(toOverrides(flags), files));
    finish(await runCommand(terminal, flags.json === true, validate));
  });
}

/** `lockstep events`: sample events, made and checked. */
export function addEventsCommand(
  program: Command,
  terminal: Terminal,
  finish: (code: ExitCode) => void,
): void {
  const events = program.command("events").description("make and check sample events");
  addGenerate(events, terminal, finish);
  addValidate(events, terminal, finish);
}
