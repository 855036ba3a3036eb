import type { Severity } from "../../core/problem.ts";
import type { PhaseResult } from "../report/run-result.ts";
import { runPhase, type PhaseFindings } from "./run-phase.ts";

/** Told of the phases of a run while it goes on. */
export interface PhaseListener {
  /** A phase begins; `title` is for people: `Pact verification`. */
  started(title: string): void;
  /** The phase that began has ended; `null` when a set-up error kept it from having a result. */
  ended(phase: PhaseResult | null): void;
}

/** The phases of a run, as they end. */
export class Journal {
  readonly phases: PhaseResult[] = [];
  readonly #failOn: Severity;
  readonly #listener: PhaseListener;

  constructor(failOn: Severity, listener: PhaseListener) {
    this.#failOn = failOn;
    this.#listener = listener;
  }

  /** Runs a phase and tells the listener. What the work throws goes to the caller; the phase is then not kept. */
  async run(
    name: string,
    title: string,
    work: () => PhaseFindings | Promise<PhaseFindings>,
  ): Promise<void> {
    this.#listener.started(title);
    let phase: PhaseResult | null = null;
    try {
      phase = await runPhase(name, title, this.#failOn, work);
      this.phases.push(phase);
    } finally {
      this.#listener.ended(phase);
    }
  }
}
