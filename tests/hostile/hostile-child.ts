import { chmodSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runInProcess } from "../corpus/inspect-project.ts";
import { writeEntry, type HostileCase } from "./hostile-case.ts";
import type { CommandReport, HostileReport } from "./hostile-report.ts";
import { hostileCases } from "./list-cases.ts";
import { soundFiles } from "./sound-project.ts";

// Runs the commands on the hostile projects whose numbers come in as messages, one after the other.

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Runs a command and tells of it; what it throws is a crash like one it tells of itself. */
async function report(
  command: string,
  run: () => Promise<{ readonly exitCode: number | null; readonly output: string }>,
): Promise<CommandReport> {
  const start = cpuSeconds();
  try {
    const { exitCode, output } = await run();
    const trace = /\n\s+at [^\n]*:\d+:\d+/u.exec(output);
    const around = output.slice(Math.max(0, (trace?.index ?? 0) - 500)).slice(0, 1500);
    const crash = exitCode === null || exitCode > 2 || trace !== null ? around : null;
    return { command, exitCode, crash, cpuSeconds: cpuSeconds() - start };
  } catch (error) {
    const crash = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { command, exitCode: null, crash, cpuSeconds: cpuSeconds() - start };
  }
}

const usualCommands: NonNullable<HostileCase["commands"]> = [
  ["check", "--static"],
  ["routes", "--json"],
];

async function runCommands(
  root: string,
  commands: NonNullable<HostileCase["commands"]>,
): Promise<readonly CommandReport[]> {
  const reports: CommandReport[] = [];
  for (const command of commands) {
    const run = async () => {
      const place = command[0] === "explain" ? [] : ["--root", root];
      const { exitCode, stdout, stderr } = await runInProcess([...command, ...place]);
      return { exitCode, output: `${stdout}\n${stderr}` };
    };
    reports.push(await report(command.join(" "), run));
  }
  return reports;
}

async function runCase({ name, build, commands: wanted }: HostileCase): Promise<HostileReport> {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "lockstep-hostile-")));
  try {
    const files = { ...soundFiles, ...build() };
    for (const [file, entry] of Object.entries(files)) writeEntry(root, file, entry);
    const commands = await runCommands(root, wanted ?? usualCommands);
    const polluted = "polluted" in {} || Object.keys(Object.prototype).length > 0;
    return { name, commands, polluted, peakBytes: process.resourceUsage().maxRSS * 1024 };
  } finally {
    chmodSync(root, 0o700);
    rmSync(root, { recursive: true, force: true });
  }
}

process.on("message", (message) => {
  const found = typeof message === "number" ? hostileCases[message] : undefined;
  if (found === undefined) throw new Error(`There is no case ${String(message)}.`);
  void runCase(found).then((result) => process.send?.(result));
});
