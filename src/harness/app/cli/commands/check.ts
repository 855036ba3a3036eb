import type { Command } from "commander";
import { runCheck } from "../../runs/check.ts";
import { parseHeaders } from "../parse-headers.ts";
import { printResult } from "../print-result.ts";
import { addProjectOptions, toOverrides, type ProjectFlags } from "../project-options.ts";
import { runCommand, type ExitCode } from "../run-command.ts";
import { sayPhases, type Terminal } from "../terminal.ts";

interface CheckFlags extends ProjectFlags {
  readonly url?: string;
  readonly header?: readonly string[];
  readonly api?: string;
}

/** `lockstep check`: everything held against everything else, in one run. */
export function addCheckCommand(
  program: Command,
  terminal: Terminal,
  finish: (code: ExitCode) => void,
): void {
  const command = program
    .command("check")
    .description(
      "check spec, template, handlers, events and contracts against each other and against a stage",
    )
    .option(
      "--url <url>",
      "run the dynamic checks against this stage (with its prefix) instead of a local one",
    )
    .option("--header <lines...>", "headers for every request to --url, as NAME:VALUE")
    .option("--api <logicalId>", "the API to check when the template holds several");
  addProjectOptions(command).action(async (flags: CheckFlags) => {
    const check = async (): Promise<ExitCode> => {
      const result = await runCheck({
        overrides: toOverrides(flags),
        url: flags.url ?? null,
        headers: parseHeaders(flags.header ?? []),
        apiLogicalId: flags.api ?? null,
        onPhase: sayPhases(terminal),
      });
      return printResult(terminal, flags, result);
    };
    finish(await runCommand(terminal, flags.json === true, check));
  });
}
