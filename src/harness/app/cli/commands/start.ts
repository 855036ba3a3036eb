import { once } from "node:events";
import type { Command } from "commander";
import { startStages } from "../../runs/start-stages.ts";
import { addProjectOptions, toOverrides, type ProjectFlags } from "../project-options.ts";
import { runCommand, type ExitCode } from "../run-command.ts";
import type { Terminal } from "../terminal.ts";

interface StartFlags extends ProjectFlags {
  readonly port: string;
}

/** Resolves when the user asks to stop. */
async function untilStopped(): Promise<void> {
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
}

/** `lockstep start`: the API on this machine until it is stopped. */
export function addStartCommand(
  program: Command,
  terminal: Terminal,
  finish: (code: ExitCode) => void,
): void {
  const command = program
    .command("start")
    .alias("start-api")
    .description("run the API on this machine: stage, functions and tables")
    .option(
      "-p, --port <number>",
      "port of the first API; the next ones follow (0: any free port)",
      "3000",
    );
  addProjectOptions(command).action(async (flags: StartFlags) => {
    finish(
      await runCommand(terminal, flags.json === true, async () => {
        const running = await startStages({
          overrides: toOverrides(flags),
          port: flags.port,
          say: (line) => terminal.say(line),
        });
        const { stages, awsEndpoint, dynamodb } = running;
        if (flags.json === true)
          terminal.print(`${JSON.stringify({ stages, awsEndpoint, dynamodb })}\n`);
        else {
          for (const stage of stages) {
            terminal.print(`${stage.title}: ${stage.url}\n`);
            for (const route of stage.routes) terminal.print(`  ${route}\n`);
          }
          terminal.say(
            `DynamoDB by ${dynamodb}; AWS_ENDPOINT_URL=${awsEndpoint}. Stop with Ctrl+C.`,
          );
        }
        await untilStopped();
        await running.close();
        return 0;
      }),
    );
  });
}
