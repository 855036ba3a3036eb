import type { Command } from "commander";
import { checkPacts, verifyPactFiles } from "../../runs/pact-runs.ts";
import { parseHeaders } from "../parse-headers.ts";
import { printResult } from "../print-result.ts";
import { addProjectOptions, toOverrides, type ProjectFlags } from "../project-options.ts";
import { runCommand, type ExitCode } from "../run-command.ts";
import { sayPhases, type Terminal } from "../terminal.ts";

interface VerifyFlags extends ProjectFlags {
  readonly url?: string;
  readonly header?: readonly string[];
  readonly api?: string;
}

function addCheck(pact: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  const command = pact
    .command("check")
    .description("compare pact files with the spec, without running anything")
    .argument("[paths...]", "pact files or folders (default: the contracts folder)")
    .option("--api <logicalId>", "the API they are about when the template holds several");
  addProjectOptions(command).action(async (paths: readonly string[], flags: VerifyFlags) => {
    const check = async (): Promise<ExitCode> =>
      printResult(
        terminal,
        flags,
        await checkPacts({
          overrides: toOverrides(flags),
          paths,
          apiLogicalId: flags.api ?? null,
          onPhase: sayPhases(terminal),
        }),
      );
    finish(await runCommand(terminal, flags.json === true, check));
  });
}

function addVerify(pact: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  const command = pact
    .command("verify")
    .description("verify pact files against the local stage, or any stage by URL")
    .argument("[paths...]", "pact files or folders (default: the contracts folder)")
    .option("--url <url>", "stage to verify, with its prefix")
    .option("--header <lines...>", "headers for every request to --url, as NAME:VALUE")
    .option("--api <logicalId>", "the API they are about when the template holds several");
  addProjectOptions(command).action(async (paths: readonly string[], flags: VerifyFlags) => {
    const verify = async (): Promise<ExitCode> => {
      const result = await verifyPactFiles({
        overrides: toOverrides(flags),
        paths,
        url: flags.url ?? null,
        headers: parseHeaders(flags.header ?? []),
        apiLogicalId: flags.api ?? null,
        onPhase: sayPhases(terminal),
      });
      return printResult(terminal, flags, result);
    };
    finish(await runCommand(terminal, flags.json === true, verify));
  });
}

/** `lockstep pact`: consumer contracts against the spec and against a stage. */
export function addPactCommand(
  program: Command,
  terminal: Terminal,
  finish: (code: ExitCode) => void,
): void {
  const pact = program
    .command("pact")
    .description("hold consumer contracts against the spec and a stage");
  addCheck(pact, terminal, finish);
  addVerify(pact, terminal, finish);
}
