import { escapeCommands, escapeControls, escapeForTerminal } from "../../core/escape-controls.ts";
import { choosePaint, plainPaint, type Paint } from "../report/text-style.ts";

/**
 * Where a command writes: data to stdout, talk to stderr. What it writes comes from files of others: control
 * characters are shown as escapes, and no line gives a command to the runner of a workflow.
 */
export interface Terminal {
  /** Paints what goes to stdout. */
  readonly paint: Paint;
  /** Paints what goes to stderr; the two may lead to different places. */
  readonly sayPaint: Paint;
  /** Shows a line on stderr that the next one replaces, `""` takes it away; `null` where stderr is no terminal. */
  readonly showLine: ((text: string) => void) | null;
  /** How many columns stdout has; `null` where it is no terminal. */
  readonly columns: number | null;
  /** Data for a person or a program to read. */
  print(text: string): void;
  /** Progress and remarks. */
  say(text: string): void;
  /** A command to the runner of a workflow, on a line of its own. */
  command(line: string, to: "stdout" | "stderr"): void;
}

/** The part of a process that a terminal is made of. */
export interface TerminalStreams {
  readonly stdout: {
    readonly isTTY?: boolean;
    readonly columns?: number;
    write(text: string): unknown;
  };
  readonly stderr: {
    readonly isTTY?: boolean;
    readonly columns?: number;
    write(text: string): unknown;
  };
  readonly env: Readonly<Record<string, string | undefined>>;
}

const clearLine = "\r\u001B[2K";
const usualColumns = 80;

/** The terminal of a process: of this one, `openTerminal(process)`. */
export function openTerminal({ stdout, stderr, env }: TerminalStreams): Terminal {
  const replaces = stderr.isTTY === true && env["TERM"] !== "dumb";
  const paint = choosePaint(stdout, env);
  const sayPaint = choosePaint(stderr, env);
  const clean = (text: string, by: Paint): string =>
    escapeCommands(escapeForTerminal(text, by !== plainPaint));
  return {
    paint,
    sayPaint,
    showLine: replaces
      ? (text) => {
          // A line that wraps could not be taken away again.
          stderr.write(
            `${clearLine}${escapeControls(text).slice(0, (stderr.columns ?? usualColumns) - 1)}`,
          );
        }
      : null,
    columns: stdout.isTTY === true ? (stdout.columns ?? usualColumns) : null,
    print: (text) => {
      stdout.write(clean(text, paint));
    },
    say: (text) => {
      stderr.write(`${clean(text, sayPaint)}\n`);
    },
    command: (line, to) => {
      const stream = to === "stdout" ? stdout : stderr;
      stream.write(`${escapeControls(line).replaceAll("\n", " ")}\n`);
    },
  };
}
