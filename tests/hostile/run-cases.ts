import { fork, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { hostileCases } from "./list-cases.ts";
import { faultsOf, isHostileReport, secondsAllowed, type HostileReport } from "./hostile-report.ts";

/** A hostile project with what must not be. */
export interface HostileVerdict {
  readonly name: string;
  /** `null` when the process did not live to tell. */
  readonly report: HostileReport | null;
  readonly faults: readonly string[];
}

/** Two commands, each with the most it may take, before a process is ended. */
const cpuLimit = 2 * secondsAllowed + 1;
/** A process that waits uses no CPU. */
const wallLimitMs = 60_000;
const watchMs = 250;
/** Memory is the peak of a process: few cases share one. */
const casesOfProcess = 12;
/** MB of JavaScript values; resident memory is more. */
const heapLimit = 768;

function startChild(): ChildProcess {
  return fork(path.join(import.meta.dirname, "hostile-child.ts"), {
    execArgv: [`--max-old-space-size=${String(heapLimit)}`],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
}

/** `pid (name) state ppid … utime stime`, see proc_pid_stat(5); 0 where the system has no /proc. */
function cpuSecondsOf(pid: number): number {
  try {
    const text = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

/** Has a child run a case; resolves with its report, or with why there is none. */
async function runIn(child: ChildProcess, index: number): Promise<HostileReport | string> {
  const pid = child.pid ?? 0;
  const cpuStart = cpuSecondsOf(pid);
  const start = Date.now();
  let said = "";
  return new Promise((resolve) => {
    const watch = setInterval(() => {
      const cpu = cpuSecondsOf(pid) - cpuStart;
      const wall = Date.now() - start;
      if (cpu > cpuLimit || wall > wallLimitMs) {
        settle(`still ran after ${cpu.toFixed(1)} s of CPU, ${(wall / 1000).toFixed(0)} s in all`);
      }
    }, watchMs);
    const onMessage = (message: unknown): void => {
      if (isHostileReport(message)) settle(message);
    };
    const onExit = (code: number | null, signal: string | null): void => {
      settle(`the process ended with ${String(code ?? signal)}: ${said.slice(-1500)}`);
    };
    const onSaid = (text: Buffer): void => {
      said += text.toString();
    };
    function settle(result: HostileReport | string): void {
      clearInterval(watch);
      child.off("message", onMessage).off("exit", onExit);
      child.stderr?.off("data", onSaid);
      resolve(result);
    }
    child.stderr?.on("data", onSaid);
    child.on("message", onMessage).on("exit", onExit);
    child.send(index);
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}

/**
 * Runs hostile projects by their numbers, several to a process of its own with little memory; what ends a process is
 * told of the project it was at.
 */
export async function runHostileCases(
  indexes: readonly number[],
  told: (verdict: HostileVerdict) => void = () => {},
): Promise<readonly HostileVerdict[]> {
  const verdicts: HostileVerdict[] = [];
  let child = startChild();
  let ran = 0;
  try {
    for (const index of indexes) {
      const result = await runIn(child, index);
      const name = hostileCases[index]?.name ?? "";
      const verdict =
        typeof result === "string"
          ? { name, report: null, faults: [result] }
          : { name, report: result, faults: faultsOf(result) };
      verdicts.push(verdict);
      told(verdict);
      ran += 1;
      if (typeof result === "string" || verdict.faults.length > 0 || ran % casesOfProcess === 0) {
        await end(child);
        child = startChild();
      }
    }
  } finally {
    await end(child);
  }
  return verdicts;
}
