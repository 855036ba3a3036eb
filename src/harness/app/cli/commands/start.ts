import { once } from "node:events";
import type { Command } from "commander";
import { LockstepError } from "../../../core/lockstep-error.ts";
import { renderStages } from "../../report/stages-report.ts";
import { defaultPort } from "../../runs/default-port.ts";
import type { RunningStages, StartOptions } from "../../runs/start-stages.ts";
import { collectValues } from "../collect-values.ts";
import type { CommandSetting } from "../command-setting.ts";
import { addDebugOptions, toDebugRequests, type DebugFlags } from "../debug-options.ts";
import {
  addCallerOption,
  addProjectOptions,
  addStageOptions,
  toOverrides,
  type ProjectFlags,
} from "../project-options.ts";
import { addSamOptions, answerSamOptions } from "../sam-options.ts";
import { runCommand } from "../run-command.ts";
import type { Terminal } from "../terminal.ts";

interface StartFlags extends ProjectFlags, DebugFlags {
  readonly port: string;
  readonly host: string;
  readonly watch: boolean;
  readonly sslCertFile?: string;
  readonly sslKeyFile?: string;
  readonly domain?: string | true;
  readonly basePath?: readonly string[];
  readonly onePort?: boolean;
  readonly accessLog?: string | true;
  readonly staticDir?: string | true;
  readonly allowHost?: readonly string[];
  readonly disableAuthorizer?: boolean;
  readonly logFile?: string;
}

/** Resolves when the user asks to stop. */
async function untilStopped(): Promise<void> {
  const stopped = new AbortController();
  const { signal } = stopped;
  await Promise.race([once(process, "SIGINT", { signal }), once(process, "SIGTERM", { signal })]);
  stopped.abort();
}

/** Milliseconds after which a wait is told. */
const patienceMs = 700;

/** Ends what runs; whoever asks again does not wait for requests under way. */
async function stop(running: RunningStages, terminal: Terminal): Promise<void> {
  const again = (): void => running.cut();
  process.once("SIGINT", again).once("SIGTERM", again);
  const patience = setTimeout(() => {
    terminal.say("Waiting for what is under way; Ctrl+C again breaks it off.");
  }, patienceMs);
  try {
    await running.close();
  } finally {
    clearTimeout(patience);
    process.off("SIGINT", again).off("SIGTERM", again);
  }
}

function tellStages(running: RunningStages, json: boolean, terminal: Terminal): void {
  const { stages, unserved, awsEndpoint, dynamodb } = running;
  if (json) {
    terminal.print(`${JSON.stringify({ stages, unserved, awsEndpoint, dynamodb })}\n`);
    return;
  }
  terminal.print(renderStages(running, terminal.paint, terminal.columns));
  const all = [...stages.flatMap((stage) => stage.unserved), ...unserved];
  terminal.say("");
  if (all.length > 0)
    terminal.say("`lockstep fidelity` lists all that is not emulated of this template.");
  terminal.say(`DynamoDB by ${dynamodb}; AWS_ENDPOINT_URL=${awsEndpoint}. Stop with Ctrl+C.`);
}

/** The options of the server, under the names SAM CLI has for them where it has any. */
function addServerOptions(command: Command): Command {
  return command
    .optionsGroup("Server:")
    .option(
      "-p, --port <number>",
      "port of the first API; the next ones follow (0: any free port)",
      String(defaultPort),
    )
    .option(
      "--host <address>",
      "address to listen on; others than loopback are warned of",
      "127.0.0.1",
    )
    .option(
      "--allow-host <name>",
      "answer requests under this host name, too; may be repeated",
      collectValues,
    )
    .option("--ssl-cert-file <file>", "serve HTTPS with this certificate (PEM)")
    .option("--ssl-key-file <file>", "the key of the certificate (PEM)")
    .option("--one-port", "serve every API on one port, below its logical id: /OrdersApi/dev")
    .option(
      "--domain [name]",
      "serve APIs by the template's custom domains, without the stage in paths; one or all",
    )
    .option(
      "--base-path <mapping>",
      "KEY=API: where the domain leads, instead of the template; may be repeated",
      collectValues,
    )
    .option(
      "--access-log [file]",
      "write access logs in the template's format, to a file or to standard error",
    )
    .option(
      "-s, --static-dir [folder]",
      "serve the files of a folder (public) where no route answers; API Gateway would not",
    )
    .option("-l, --log-file <file>", "write what functions log to a file, not to standard error")
    .option(
      "--disable-authorizer",
      "ask no authorizer: everybody may call every route, and functions get no requestContext.authorizer",
    )
    .option("--no-watch", "serve all as it was started; by default edits are served at once");
}

/** `lockstep start`: the API on this machine until it is stopped. */
export function addStartCommand(program: Command, setting: CommandSetting): void {
  const command = program
    .command("start")
    .alias("start-api")
    .description("run the API on this machine: stage, functions and tables");
  addServerOptions(addProjectOptions(addSamOptions(command)));
  addDebugOptions(addCallerOption(addStageOptions(command)), "the only function on Node.js");
  command.action((flags: StartFlags) =>
    runCommand(setting, flags, async () => {
      for (const line of answerSamOptions(command)) setting.terminal.say(line);
      const { startStages } = await import("../../runs/start-stages.ts");
      const running = await startStages(toStartOptions(flags, setting.terminal));
      const stopped = untilStopped();
      tellStages(running, flags.json === true, setting.terminal);
      await stopped;
      await stop(running, setting.terminal);
      return 0;
    }),
  );
}

/** Throws `project/config-invalid` for a caller that is given and never looked at. */
function withAuthorizers(flags: StartFlags): StartOptions["overrides"] {
  const { disableAuthorizer = false, as } = flags;
  if (disableAuthorizer && as !== undefined)
    throw new LockstepError({
      code: "project/config-invalid",
      message: "--as says what authorizers find, and --disable-authorizer leaves them out.",
      hint: "Leave one of the two out.",
    });
  return { ...toOverrides(flags), disableAuthorizers: disableAuthorizer };
}

function toStartOptions(flags: StartFlags, terminal: Terminal): StartOptions {
  const { port, host, watch, sslCertFile: cert, sslKeyFile: key } = flags;
  const { accessLog, staticDir, logFile, allowHost: allowedHosts = [] } = flags;
  const { domain = null, basePath: basePaths = [], onePort = false } = flags;
  return {
    overrides: withAuthorizers(flags),
    port,
    host,
    allowedHosts,
    watch,
    ...(cert === undefined && key === undefined ? {} : { tls: { cert, key } }),
    shared: { domain, basePaths, onePort },
    ...(accessLog === undefined ? {} : { accessLog: accessLog === true ? "-" : accessLog }),
    ...(staticDir === undefined ? {} : { staticDir: staticDir === true ? "public" : staticDir }),
    ...(logFile === undefined ? {} : { logFile }),
    debug: toDebugRequests(flags),
    say: (line) => terminal.say(line),
  };
}
