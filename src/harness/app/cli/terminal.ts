import type { PhaseResult } from "../report/run-result.ts";
import { renderPhaseLine } from "../report/render-console.ts";
import { choosePaint, type Paint } from "../report/text-style.ts";

/** Where a command writes: data to stdout, talk to stderr. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly paint: Paint;
  /** Data for a person or a program to read. */
  print(text: string): void;
  /** Progress and remarks. */
  say(text: string): void;
}

/** The process's own terminal. */
export function processTerminal(): Terminal {
  return {
    environment: process.env,
    paint: choosePaint(process.stdout, process.env),
    print: (text) => {
      process.stdout.write(text);
    },
    say: (text) => {
      process.stderr.write(`${text}\n`);
    },
  };
}

/** Says each phase as it ends, on stderr. */
export function sayPhases(terminal: Terminal): (phase: PhaseResult) => void {
  const paint = choosePaint(process.stderr, terminal.environment);
  return (phase) => {
    terminal.say(renderPhaseLine(phase, paint));
  };
}
