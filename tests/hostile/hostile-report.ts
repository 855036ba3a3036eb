/** What one command made of a hostile project. */
export interface CommandReport {
  readonly command: string;
  readonly exitCode: number | null;
  /** Our own bug: a stack trace, what was thrown; `null` without one. */
  readonly crash: string | null;
  /** CPU time: what else the machine does is not its fault. */
  readonly cpuSeconds: number;
}

/** What a process made of a hostile project. */
export interface HostileReport {
  readonly name: string;
  readonly commands: readonly CommandReport[];
  /** A project changed what every object inherits. */
  readonly polluted: boolean;
  /** Peak of the process so far, resident. */
  readonly peakBytes: number;
}

/** Most CPU seconds of a command. */
export const secondsAllowed = 5;

/** Most bytes of a process, resident. */
export const bytesAllowed = 1024 * 1024 * 1024;

/** Whether a value is a report that a child sent. */
export function isHostileReport(value: unknown): value is HostileReport {
  return typeof value === "object" && value !== null && "commands" in value && "peakBytes" in value;
}

/** Everything that must not be in a report, a line each. */
export function faultsOf({ commands, polluted, peakBytes }: HostileReport): readonly string[] {
  return [
    ...commands.flatMap(({ command, crash, cpuSeconds, exitCode }) => [
      ...(crash === null ? [] : [`${command} ended with ${String(exitCode)}: ${crash}`]),
      ...(cpuSeconds > secondsAllowed ? [`${command} took ${cpuSeconds.toFixed(1)} s`] : []),
    ]),
    ...(polluted ? ["Object.prototype was changed"] : []),
    ...(peakBytes > bytesAllowed ? [`took ${(peakBytes / 1e6).toFixed(0)} MB`] : []),
  ];
}
