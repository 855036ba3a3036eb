import type { ExitCode } from "./command-setting.ts";

/** The part of a process whose end is guarded. */
export interface GuardedProcess {
  exitCode?: number | string | null | undefined;
  once(event: "exit", listener: () => void): unknown;
  on(event: Signal, listener: () => void): unknown;
  listenerCount(event: Signal): number;
  exit(code: number): void;
}

type Signal = "SIGINT" | "SIGTERM";

/** 128 and the number of the signal, as shells count. */
const signalCodes = { SIGINT: 130, SIGTERM: 143 } as const;
const signals: readonly Signal[] = ["SIGINT", "SIGTERM"];

const noVerdict =
  "lockstep ended before it had a verdict: code it loaded ended the process, or waits for something that never comes. Nothing is proved by this run.";

/**
 * Sees to it that a process which ends before its command has finished is never a success: code of the
 * project may call `process.exit()`, or wait until nothing is left that could wake it. Such an end is
 * told and has exit code 4. SIGINT and SIGTERM end the process with 130 and 143 through its exit hooks,
 * which remove temporary folders, unless a command listens for them itself.
 *
 * @returns what takes the verdict when the command has finished
 */
export function guardVerdict(
  guarded: GuardedProcess,
  say: (line: string) => void,
): (code: ExitCode) => void {
  const ourBug: ExitCode = 4;
  let settled = false;
  guarded.exitCode = ourBug;
  guarded.once("exit", () => {
    if (settled) return;
    say(noVerdict);
    guarded.exitCode = ourBug;
  });
  for (const signal of signals) {
    guarded.on(signal, () => {
      // `lockstep start` closes what it runs, in order.
      if (guarded.listenerCount(signal) > 1) return;
      settled = true;
      guarded.exit(signalCodes[signal]);
    });
  }
  return (code) => {
    settled = true;
    guarded.exitCode = code;
  };
}
