import { InvalidArgumentError, type Command } from "commander";
import type { CommandSetting } from "../command-setting.ts";
import { addFindingOptions } from "../finding-options.ts";
import { addProjectOptions, toOverrides, type ProjectFlags } from "../project-options.ts";
import { runCommand } from "../run-command.ts";

/**
 * What is to be made decides which options there are, so that the words are read once the catalogue is loaded.
 */
function addGenerate(parent: Command, setting: CommandSetting, name: string, full: string): void {
  const command = parent
    .command(name)
    .description("make a valid event: of a service, or of an operation from the spec's examples")
    .usage("[SERVICE [EVENT]] [options]")
    .argument("[words...]")
    .helpOption(false)
    .allowUnknownOption();
  command.action(async () => {
    const { runGenerate } = await import("../generate-program.ts");
    await runGenerate(command, setting, full, command.args);
  });
}

function addValidate(events: Command, setting: CommandSetting): void {
  const command = events
    .command("validate")
    .description("check event files: bytes, JSON, schema of their source, request inside")
    .argument("[files...]", "event files (default: every .json in the events folder)");
  addFindingOptions(addProjectOptions(command)).action(
    (files: readonly string[], flags: ProjectFlags) =>
      runCommand(setting, flags, async () => {
        const { validateEvents } = await import("../../runs/validate-events.ts");
        const { printResult } = await import("../print-result.ts");
        return printResult(
          setting.terminal,
          flags,
          await validateEvents(toOverrides(flags), files),
        );
      }),
  );
}

interface MatchFlags extends ProjectFlags {
  readonly jsonl?: true;
}

/** Lines of patterns and events in, lines of answers out; broken lines are answered, not thrown. */
async function answerLines(setting: CommandSetting): Promise<void> {
  const { matchLines } = await import("../../runs/match-lines.ts");
  const { readLines } = await import("../../runs/read-lines.ts");
  for await (const answer of matchLines(readLines(process.stdin))) {
    setting.terminal.print(`${JSON.stringify(answer)}\n`);
    // Nobody reads on (`| head`), however many lines are to come.
    if (!process.stdout.writable) return;
  }
}

function addMatch(events: Command, setting: CommandSetting): void {
  const command = events
    .command("match")
    .description("tell which EventBridge rules of the template an event matches, and why not")
    .argument("[file]", "event file, - for standard input", "-")
    .option(
      "--jsonl",
      'answer lines of {"pattern": text, "event": text} on standard input, without a template',
    );
  addProjectOptions(command).action((file: string, flags: MatchFlags) =>
    runCommand(setting, flags, async () => {
      if (flags.jsonl === true) {
        await answerLines(setting);
        return 0;
      }
      const { matchEvent } = await import("../../runs/match-events.ts");
      const { renderMatch, renderMatchJson } = await import("../../report/match-report.ts");
      const { terminal } = setting;
      const report = await matchEvent({
        overrides: toOverrides(flags),
        file,
        openStdin: () => process.stdin,
      });
      terminal.print(
        flags.json === true ? renderMatchJson(report) : renderMatch(report, terminal.paint),
      );
      return report.exitCode;
    }),
  );
}

interface SchedulesFlags extends ProjectFlags {
  readonly now?: number;
  readonly count: number;
}

function readTime(text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new InvalidArgumentError("It is a time, 2026-01-31T08:00:00Z.");
  return time;
}

function readCount(text: string): number {
  if (/^[1-9]\d{0,2}$/u.test(text)) return Number(text);
  throw new InvalidArgumentError("It is a number from 1 to 999.");
}

function addSchedules(events: Command, setting: CommandSetting): void {
  const command = events
    .command("schedules")
    .description("list the schedules of the template with their next runs")
    .option("--now <time>", "runs after this time, in ISO 8601 (default: now)", readTime)
    .option("--count <runs>", "runs of each schedule", readCount, 5);
  addProjectOptions(command).action((flags: SchedulesFlags) =>
    runCommand(setting, flags, async () => {
      const { listSchedules } = await import("../../runs/list-schedules.ts");
      const { renderSchedules, renderSchedulesJson } =
        await import("../../report/schedules-report.ts");
      const { terminal } = setting;
      const report = await listSchedules({
        overrides: toOverrides(flags),
        now: flags.now ?? Date.now(),
        count: flags.count,
      });
      terminal.print(
        flags.json === true ? renderSchedulesJson(report) : renderSchedules(report, terminal.paint),
      );
      return report.exitCode;
    }),
  );
}

/** `lockstep events`: sample events, made and checked. */
export function addEventsCommand(program: Command, setting: CommandSetting): void {
  const events = program.command("events").description("make, check and match events");
  addGenerate(events, setting, "generate", "lockstep events generate");
  addValidate(events, setting);
  addMatch(events, setting);
  addSchedules(events, setting);
}

/** `lockstep generate-event SERVICE EVENT`: `events generate` by the name it has in SAM CLI. */
export function addGenerateEventCommand(program: Command, setting: CommandSetting): void {
  addGenerate(program, setting, "generate-event", "lockstep generate-event");
}
