import type { CheckCase, PhaseResult } from "./run-result.ts";
import type { Paint } from "./text-style.ts";

/** So many are named for each reason, the rest is counted. */
const mostNamed = 3;

function nameOf({ operation, name }: CheckCase): string {
  return operation ?? name;
}

function reasonLines(reason: string, cases: readonly CheckCase[]): readonly string[] {
  const names = [...new Set(cases.map(nameOf))];
  const more = names.length - mostNamed;
  const shown = names.slice(0, mostNamed).join(", ");
  return [`  ${reason}`, `      ${shown}${more > 0 ? ` and ${more} more` : ""}`];
}

/** What a run could not try, by reason, each with what it concerns; nothing where all was tried. */
export function renderSkipped(phases: readonly PhaseResult[], paint: Paint): readonly string[] {
  const cases = phases
    .filter(({ name }) => name === "examples" || name === "pact")
    .flatMap((phase) => phase.cases)
    .filter(({ status, reason }) => status === "skipped" && reason !== undefined);
  if (cases.length === 0) return [];
  const byReason = Map.groupBy(cases, ({ reason = "" }) => reason);
  return [
    paint("bold", "Not tried, so neither proved nor disproved"),
    ...[...byReason].flatMap(([reason, each]) => reasonLines(reason, each)),
  ];
}
