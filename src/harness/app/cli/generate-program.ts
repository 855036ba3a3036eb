import { Command, Option } from "commander";
import type { Problem } from "../../core/problem.ts";
import type { Paint } from "../report/text-style.ts";
import { renderCatalogue } from "../report/render-catalogue.ts";
import { renderProblem } from "../report/render-problem.ts";
import { describeEvent, listEvents, type DescribedEvent } from "../runs/list-events.ts";
import type { CommonEventOptions, GeneratedEvent } from "../runs/generate-catalogue-event.ts";
import { collectValues } from "./collect-values.ts";
import type { CommandSetting, ExitCode } from "./command-setting.ts";
import { addProjectOptions, toOverrides, type ProjectFlags } from "./project-options.ts";
import { runCommand } from "./run-command.ts";

/** Options of any event, as commander hands them over. */
interface EventFlags extends ProjectFlags {
  readonly count?: string;
  readonly seed?: string;
  readonly now?: string;
  readonly accountId?: string;
  readonly partition?: string;
  readonly wrap?: readonly string[];
  readonly wrapQueueName?: string;
  readonly wrapTopic?: string;
  readonly out?: string;
}

interface OperationFlags extends EventFlags {
  readonly operation?: string;
  readonly example?: string;
}

/** A setting of a member, in the order of the command line whatever its type. */
type Setting = CommonEventOptions["settings"][number];

function addSettings(command: Command, settings: Setting[]): Command {
  const collect =
    (typed: boolean) =>
    (written: string): string => {
      settings.push({ written, typed });
      return written;
    };
  return command
    .option(
      "--set <path=value>",
      "set a member to a text: Records[0].body=…; may be repeated",
      collect(false),
    )
    .option(
      "--set-json <path=json>",
      "set a member to a JSON value; may be repeated",
      collect(true),
    )
    .option("--now <time>", "time of the event, ISO 8601 (default: 2030-01-01T00:00:00Z)")
    .option("--account-id <id>", "account, 12 digits (default: 123456789012)")
    .option("-o, --out <file>", "write to this file (default: print)");
}

function commonOptions(flags: EventFlags, settings: readonly Setting[]): CommonEventOptions {
  return {
    settings,
    count: flags.count ?? null,
    seed: flags.seed ?? null,
    now: flags.now ?? null,
    accountId: flags.accountId ?? null,
    partition: flags.partition ?? null,
    wrappings: flags.wrap ?? [],
    wrapQueueName: flags.wrapQueueName ?? null,
    wrapTopic: flags.wrapTopic ?? null,
    out: flags.out ?? null,
  };
}

function tell(setting: CommandSetting, flags: EventFlags, made: GeneratedEvent): ExitCode {
  const { terminal } = setting;
  if (made.problems.length > 0) {
    terminal.say(problemText(made.problems, terminal.sayPaint));
    return 1;
  }
  if (made.file === null) terminal.print(made.text);
  else if (flags.json === true) terminal.print(`${JSON.stringify({ file: made.file })}\n`);
  else terminal.say(`Wrote ${made.file}.`);
  return 0;
}

function problemText(problems: readonly Problem[], paint: Paint): string {
  return problems.flatMap((problem) => renderProblem(problem, paint, () => null)).join("\n");
}

/** A command that behaves as the one it stands for: help, errors and exits go where that one's go. */
function inner(outer: Command, name: string): Command {
  return new Command(name)
    .copyInheritedSettings(outer)
    .helpOption("-h, --help", "display help for command")
    .showHelpAfterError("(add --help for the options)");
}

function operationCommand(outer: Command, setting: CommandSetting, name: string): Command {
  const settings: Setting[] = [];
  const command = inner(outer, name)
    .usage("[SERVICE [EVENT]] [options]")
    .description(
      "make a valid event of a service, or of an operation from the spec's examples; without either, list what there is",
    )
    .option("--operation <id>", "operationId, or METHOD /path")
    .option("--example <name>", "named example of the request body (default: the first)");
  addProjectOptions(addSettings(command, settings));
  return command
    .addHelpText("after", "\nAdd SERVICE EVENT --help for the options of an event.")
    .action((flags: OperationFlags) => {
      // What is said of no event must not pass for a list.
      if (flags.operation === undefined && Object.keys(flags).length > 0) {
        command.error("error: name SERVICE and EVENT, or an operation with --operation");
      }
      return runCommand(setting, flags, async () => {
        const { terminal } = setting;
        if (flags.operation === undefined) {
          terminal.print(renderCatalogue(listEvents(null), terminal.paint));
          return 0;
        }
        const { generateEvent } = await import("../runs/generate-event.ts");
        const { accountId, now, out } = commonOptions(flags, settings);
        const overrides = toOverrides(flags);
        const example = flags.example ?? null;
        const { operation } = flags;
        return tell(
          setting,
          flags,
          await generateEvent({ overrides, operation, example, out, accountId, now, settings }),
        );
      });
    });
}

/** Options of projects that an event leaves room for: its own `--stage` is that of an API. */
function addEventProjectOptions(command: Command): Command {
  return command
    .optionsGroup("Project:")
    .option("--root <folder>", "project root (default: the working directory)")
    .option("-t, --template <file>", "SAM template whose names and keys apply", collectValues)
    .addOption(new Option("--template-file <file>", "the same").argParser(collectValues).hideHelp())
    .option("--config <file>", "configuration file")
    .option("--config-env <name>", "environment of samconfig whose parameters apply")
    .option("--config-file <file>", "samconfig file")
    .option("--parameter-overrides <pairs>", "template parameters as NAME=VALUE", collectValues)
    .addOption(new Option("--debug", "taken for scripts of SAM CLI, and ignored").hideHelp());
}

function addOwnOptions(
  command: Command,
  { options }: DescribedEvent,
  given: Map<string, string>,
): void {
  for (const { name, aliases, default: preset, meaning, choices } of options) {
    const take = (value: string): string => {
      given.set(name, value);
      return value;
    };
    const notes = [
      ...(choices.length === 0 ? [] : [`one of ${choices.join(", ")}`]),
      ...(preset === null ? [] : [`default: ${preset}`]),
    ];
    const told = notes.length === 0 ? meaning : `${meaning} (${notes.join("; ")})`;
    command.addOption(new Option(`--${name} <value>`, told).argParser(take));
    for (const alias of aliases) {
      command.addOption(new Option(`--${alias} <value>`, told).argParser(take).hideHelp());
    }
  }
}

function eventCommand(
  outer: Command,
  setting: CommandSetting,
  name: string,
  described: DescribedEvent,
): Command {
  const given = new Map<string, string>();
  const settings: Setting[] = [];
  const { service, event, summary } = described;
  const command = inner(outer, `${name} ${service} ${event}`)
    .usage("[options]")
    .description(`make an event of ${service}: ${summary}`)
    .optionsGroup("Event:");
  addOwnOptions(command, described, given);
  addSettings(command.optionsGroup("Any event:"), settings)
    .option("--region <region>", "region (default: the project's, else us-east-1)")
    .option("--partition <name>", "partition of ARNs (default: that of the region)")
    .option("--count <n>", "records in the event, where its source batches")
    .option("--seed <n>", "another integer makes other ids (default: 0)")
    .option(
      "--wrap <service>",
      "what it comes in: sqs, sns or eventbridge; may be repeated, inner first",
      collectValues,
    )
    .option("--wrap-queue-name <name>", "queue of --wrap sqs (default: MyQueue)")
    .option("--wrap-topic <name>", "topic of --wrap sns (default: ExampleTopic)")
    .addOption(new Option("--json", "with --out: print one JSON document").hideHelp());
  return addEventProjectOptions(command).action((flags: EventFlags) =>
    runCommand(setting, flags, async () => {
      const { generateCatalogueEvent } = await import("../runs/generate-catalogue-event.ts");
      const overrides = toOverrides(projectOf(flags));
      const common = commonOptions(flags, settings);
      const made = await generateCatalogueEvent({ ...common, overrides, service, event, given });
      return tell(setting, flags, made);
    }),
  );
}

/** Only what is meant for the project: an event's own options may have names of the project's. */
function projectOf({
  root,
  config,
  configFile,
  configEnv,
  region,
  ...flags
}: EventFlags): ProjectFlags {
  const templates = [flags.template, flags.templateFile].flatMap((each) => each ?? []);
  return {
    ...(root === undefined ? {} : { root }),
    ...(config === undefined ? {} : { config }),
    ...(configFile === undefined ? {} : { configFile }),
    ...(configEnv === undefined ? {} : { configEnv }),
    ...(region === undefined ? {} : { region }),
    template: templates,
    parameterOverrides: flags.parameterOverrides ?? [],
  };
}

function isName(word: string | undefined): word is string {
  return word !== undefined && !word.startsWith("-");
}

/**
 * Runs `events generate` with the words after it: an event of a service by the catalogue's names and options, an
 * operation's event, or a list.
 *
 * @param outer the command the words were given to, whose settings apply
 * @param name how people call it: `lockstep events generate`
 */
export async function runGenerate(
  outer: Command,
  setting: CommandSetting,
  name: string,
  words: readonly string[],
): Promise<void> {
  const [service, event, ...rest] = words;
  if (!isName(service)) {
    await operationCommand(outer, setting, name).parseAsync([...words], { from: "user" });
    return;
  }
  if (!isName(event)) {
    await runCommand(setting, {}, async () => {
      setting.terminal.print(renderCatalogue(listEvents(service), setting.terminal.paint));
      return 0;
    });
    return;
  }
  const found: DescribedEvent[] = [];
  await runCommand(setting, { json: rest.includes("--json") }, async () => {
    found.push(describeEvent(service, event));
    return 0;
  });
  for (const described of found) {
    await eventCommand(outer, setting, name, described).parseAsync(rest, { from: "user" });
  }
}
