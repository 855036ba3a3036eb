import type { Severity } from "../../core/problem.ts";
import type { PhaseResult } from "../report/run-result.ts";
import { runPhase, type PhaseFindings, type SettleFindings } from "./run-phase.ts";

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
  /** The template the next phases are about, where a run takes several. */
  about: string | null = null;
  readonly #failOn: Severity;
  readonly #listener: PhaseListener;
  readonly #settle: SettleFindings | undefined;

  constructor(failOn: Severity, listener: PhaseListener, settle?: SettleFindings) {
    this.#failOn = failOn;
    this.#listener = listener;
    this.#settle = settle;
  }

  /** Runs a phase and tells the listener. What the work throws goes to the caller; the phase is then not kept. */
  async run(
    name: string,
    title: string,
    work: () => PhaseFindings | Promise<PhaseFindings>,
  ): Promise<void> {
    const { about } = this;
    const shown = about === null ? title : `${title} (${about})`;
    this.#listener.started(shown);
    let phase: PhaseResult | null = null;
    try {
      const result = await runPhase(name, shown, this.#failOn, work, this.#settle);
      phase = about === null ? result : { ...result, template: about };
      this.phases.push(phase);
    } finally {
      this.#listener.ended(phase);
    }
  }
}
