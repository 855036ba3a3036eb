import type { PhaseListener } from "../../../src/harness/app/runs/journal.ts";

/** A listener that keeps what it was told. */
export function recordPhases(): PhaseListener & { readonly told: readonly string[] } {
  const told: string[] = [];
  return {
    told,
    started: (title) => void told.push(`started ${title}`),
    ended: (phase) =>
      void told.push(
        phase === null ? "ended without a result" : `ended ${phase.title}: ${phase.status}`,
      ),
  };
}
