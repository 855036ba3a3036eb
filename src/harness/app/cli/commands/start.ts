import { once } from "node:events";
import type { Command } from "commander";
import { formatLocation, type SourceLocation } from "../../../core/problem.ts";
import { defaultPort } from "../../runs/default-port.ts";
import type { RunningStages } from "../../runs/start-stages.ts";
import type { CommandSetting } from "../command-setting.ts";
import { addDebugOptions, toDebugRequests, type DebugFlags } from "../debug-options.ts";
import {
  addCallerOption,
  addProjectOptions,
  addStageOptions,
  toOverrides,
  type ProjectFlags,
} from "../project-options.ts";
import { runCommand } from "../run-command.ts";
import type { Terminal } from "../terminal.ts";

interface StartFlags extends ProjectFlags, DebugFlags {
  readonly port: string;
  readonly watch: boolean;
}

/** Resolves when the user asks to stop. */
async function untilStopped(): Promise<void> {
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
}

function placeOf(location: SourceLocation | null): string {
  return location === null ? "" : ` (${formatLocation(location)})`;
}

function tellStages(running: RunningStages, json: boolean, terminal: Terminal): void {
  const { stages, unserved, awsEndpoint, dynamodb } = running;
  if (json) {
    terminal.print(`${JSON.stringify({ stages, unserved, awsEndpoint, dynamodb })}\n`);
    return;
  }
  for (const stage of stages) {
    terminal.print(`${stage.title}: ${stage.url}\n`);
    for (const route of stage.routes) terminal.print(`  ${route}\n`);
    for (const { name, value } of stage.apiKeys)
      terminal.print(`  API key ${name}: x-api-key: ${value}\n`);
    if (stage.unserved.length > 0) terminal.print("  not served as deployed:\n");
    for (const { route, reason, location } of stage.unserved)
      terminal.print(`    ${route}: ${reason}${placeOf(location)}\n`);
  }
  for (const { logicalId, reason, location } of unserved)
    terminal.print(`${logicalId}: not served. ${reason}${placeOf(location)}\n`);
  const all = [...stages.flatMap((stage) => stage.unserved), ...unserved];
  if (all.length > 0)
    terminal.say("`lockstep fidelity` lists all that is not emulated of this template.");
  terminal.say(`DynamoDB by ${dynamodb}; AWS_ENDPOINT_URL=${awsEndpoint}. Stop with Ctrl+C.`);
}

/** `lockstep start`: the API on this machine until it is stopped. */
export function addStartCommand(program: Command, setting: CommandSetting): void {
  const command = program
    .command("start")
    .alias("start-api")
    .description("run the API on this machine: stage, functions and tables")
    .option(
      "-p, --port <number>",
      "port of the first API; the next ones follow (0: any free port)",
      String(defaultPort),
    )
    .option("--no-watch", "serve all as it was started; by default edits are served at once");
  addDebugOptions(
    addCallerOption(addStageOptions(addProjectOptions(command))),
    "the only function on Node.js",
  );
  command.action((flags: StartFlags) =>
    runCommand(setting, flags, async () => {
      const { startStages } = await import("../../runs/start-stages.ts");
      const running = await startStages({
        overrides: toOverrides(flags),
        port: flags.port,
        debug: toDebugRequests(flags),
        watch: flags.watch,
        say: (line) => setting.terminal.say(line),
      });
      tellStages(running, flags.json === true, setting.terminal);
      await untilStopped();
      await running.close();
      return 0;
    }),
  );
}
