import { renderPhaseLine } from "../report/render-console.ts";
import type { PhaseListener } from "../runs/journal.ts";
import type { Terminal } from "./terminal.ts";

/** Calls back after some time; the returned function calls it off. */
export type Later = (work: () => void) => () => void;

const slowPhaseMs = 1000;

const afterASecond: Later = (work) => {
  const timer = setTimeout(work, slowPhaseMs);
  // Waiting to say something is no reason to stay alive.
  timer.unref();
  return () => clearTimeout(timer);
};

/**
 * In a terminal, says each phase on stderr as it ends; one that takes longer than a second shows before
 * that that it is running, on a line its result replaces. Elsewhere (a CI log) only the latter is said:
 * the results are in the report, which stands in the same log.
 */
export function showProgress(terminal: Terminal, later: Later = afterASecond): PhaseListener {
  const { sayPaint, showLine } = terminal;
  let callOff = (): void => {};
  let shown = false;
  return {
    started: (title) => {
      callOff = later(() => {
        const line = `…  ${title}`;
        if (showLine === null) terminal.say(line);
        else showLine(line);
        shown = true;
      });
    },
    ended: (phase) => {
      callOff();
      if (shown) showLine?.("");
      shown = false;
      if (phase !== null && showLine !== null) terminal.say(renderPhaseLine(phase, sayPaint));
    },
  };
}
