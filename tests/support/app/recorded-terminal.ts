import { plainPaint } from "../../../src/harness/app/report/text-style.ts";
import type { Terminal } from "../../../src/harness/app/cli/terminal.ts";

/** A terminal that keeps what was written to it. */
export function recordTerminal(interactive = false): Terminal & {
  readonly printed: readonly string[];
  readonly said: readonly string[];
} {
  const printed: string[] = [];
  const said: string[] = [];
  return {
    printed,
    said,
    paint: plainPaint,
    sayPaint: plainPaint,
    showLine: interactive ? (text) => void said.push(`[${text}]`) : null,
    columns: null,
    print: (text) => void printed.push(text),
    say: (text) => void said.push(text),
    command: (line, to) => void (to === "stdout" ? printed.push(`${line}\n`) : said.push(line)),
  };
}
