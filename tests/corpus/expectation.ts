import type { Finding, Inspection } from "./inspect-project.ts";

/** Findings that must be there. */
export interface FindingExpectation {
  readonly kind: "finding";
  /** What is wrong with the project, in our words. */
  readonly says: string;
  /** Any of these codes says it. */
  readonly codes: readonly string[];
  /** Held against place, pointer, operation and message, a line each. */
  readonly at?: RegExp;
  /** Exactly so many; at least one without it. */
  readonly count?: number;
}

/** A finding that would be a false alarm. */
export interface SilenceExpectation {
  readonly kind: "silence";
  readonly says: string;
  readonly codes: readonly string[];
  readonly at?: RegExp;
}

/** What a route's line of `lockstep routes --json` must say. */
export interface RouteExpectation {
  readonly kind: "route";
  readonly says: string;
  readonly api: string;
  /** `METHOD /path`. */
  readonly route: string;
  readonly matches: RegExp;
}

/** A row `lockstep fidelity` must print. */
export interface FidelityExpectation {
  readonly kind: "fidelity";
  readonly says: string;
  /** The row of docs/fidelity.md. */
  readonly anchor: string;
  /** Held against the place of the row and what it is about. */
  readonly matches: RegExp;
}

/** What the product must say, or must not say, of a project. */
export type Expectation =
  | FindingExpectation
  | SilenceExpectation
  | RouteExpectation
  | FidelityExpectation;

/** Met or not. */
export interface Judgement {
  readonly expectation: Expectation;
  readonly verdict: "met" | "failed";
  readonly detail: string;
}

function matching(
  findings: readonly Finding[],
  { codes, at }: Pick<FindingExpectation, "codes" | "at">,
): readonly Finding[] {
  return findings.filter(({ code, place, pointer, operation, message }) => {
    const lines = [place, pointer, operation, message].join("\n");
    return codes.includes(code) && (at === undefined || at.test(lines));
  });
}

function judgeFinding(expectation: FindingExpectation, inspection: Inspection): Judgement {
  const { codes, at, count } = expectation;
  const found = matching(inspection.findings, expectation).length;
  const met = count === undefined ? found > 0 : found === count;
  const wanted = count === undefined ? "at least one" : String(count);
  const where = at === undefined ? "" : ` at ${at.source}`;
  const detail = `${wanted} of ${codes.join(" or ")}${where}, found ${String(found)}`;
  return { expectation, verdict: met ? "met" : "failed", detail };
}

function judgeSilence(expectation: SilenceExpectation, inspection: Inspection): Judgement {
  const found = matching(inspection.findings, expectation);
  const detail = found
    .map(({ code, place, message }) => `${code} ${place} ${message}`)
    .slice(0, 3)
    .join("; ");
  return { expectation, verdict: found.length === 0 ? "met" : "failed", detail };
}

function judgeRoute(expectation: RouteExpectation, { routes }: Inspection): Judgement {
  const route = routes[expectation.api]?.find(({ key }) => key === expectation.route);
  const met = route !== undefined && expectation.matches.test(route.json);
  return { expectation, verdict: met ? "met" : "failed", detail: route?.json ?? "no such route" };
}

function judgeFidelity(expectation: FidelityExpectation, { fidelity }: Inspection): Judgement {
  const { anchor, matches } = expectation;
  const met = fidelity.some((row) => row.anchor === anchor && matches.test(row.text));
  const detail = `no row ${anchor} matches ${matches.source}`;
  return { expectation, verdict: met ? "met" : "failed", detail };
}

/** Holds what was said of a project against what must be said of it. */
export function judgeExpectation(expectation: Expectation, inspection: Inspection): Judgement {
  switch (expectation.kind) {
    case "finding":
      return judgeFinding(expectation, inspection);
    case "silence":
      return judgeSilence(expectation, inspection);
    case "route":
      return judgeRoute(expectation, inspection);
    case "fidelity":
      return judgeFidelity(expectation, inspection);
  }
}
