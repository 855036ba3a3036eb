import type { PhaseResult } from "../report/run-result.ts";

/** Called with each phase as it ends. */
export type OnPhase = (phase: PhaseResult) => void;
