const LEVELS = ["debug", "info", "warn", "error"] as const;

/** Runs `work` and gives the log lines it wrote, parsed, next to its result. */
export async function captureLog<Result>(
  work: () => Result | Promise<Result>,
): Promise<{ readonly result: Result; readonly lines: readonly unknown[] }> {
  const lines: unknown[] = [];
  const originals = LEVELS.map((level) => console[level]);
  for (const level of LEVELS) {
    console[level] = (line: string): void => {
      lines.push(JSON.parse(line));
    };
  }
  try {
    return { result: await work(), lines };
  } finally {
    LEVELS.forEach((level, index) => {
      console[level] = originals[index] ?? console[level];
    });
  }
}
