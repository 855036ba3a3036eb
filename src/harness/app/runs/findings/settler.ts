import type { ProblemCode } from "../../../core/problem-codes.ts";
import type { Problem } from "../../../core/problem.ts";
import type { FindingSettings, Suppression } from "../../project/finding-settings.ts";
import type { AcceptedFinding } from "../../report/run-result.ts";
import { keyOfEntry, toEntry, type BaselineEntry } from "./baseline.ts";
import { openSuppressionFile, type SuppressionFile } from "./suppression-file.ts";

/** What findings are settled by. */
export interface SettlerInput {
  readonly settings: FindingSettings;
  /** Findings that are accepted; `"record"` accepts whatever is found, to be written. */
  readonly baseline: readonly BaselineEntry[] | "record" | null;
  /** The text of a file of the project, for its comments. */
  readonly readText: (file: string) => string | null;
}

/** Codes that are about the accepting itself; a baseline holds none of them. */
const aboutAccepting: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "project/baseline-entry-gone",
  "project/suppression-unused",
]);

function matches({ code, file, pointer }: Suppression, problem: Problem): boolean {
  const at = problem.location;
  if (code !== problem.code || (file !== null && file !== at?.file)) return false;
  const found = at?.pointer;
  return (
    pointer === null ||
    found === pointer ||
    (found !== undefined && found.startsWith(pointer === "/" ? pointer : `${pointer}/`))
  );
}

/**
 * Decides on every finding of a run before it counts: is it asked for, how severe is it, is it accepted
 * by a comment, the configuration or the baseline. The same problem gets the same answer however often it is asked about.
 */
export class Settler {
  readonly accepted: AcceptedFinding[] = [];
  /** How many findings a rule switched off. */
  switchedOff = 0;
  /** How many findings of other codes than those asked for there were. */
  notAsked = 0;
  /** Everything the baseline would hold if it were written now. */
  readonly recorded: BaselineEntry[] = [];
  readonly #input: SettlerInput;
  readonly #decided = new Map<Problem, Problem | null>();
  readonly #files = new Map<string, SuppressionFile | null>();
  readonly #usedSettings = new Set<Suppression>();
  readonly #left = new Map<string, number>();

  constructor(input: SettlerInput) {
    this.#input = input;
    if (!Array.isArray(input.baseline)) return;
    const entries: readonly BaselineEntry[] = input.baseline;
    for (const entry of entries) {
      const key = keyOfEntry(entry);
      this.#left.set(key, (this.#left.get(key) ?? 0) + entry.count);
    }
  }

  /** The problem as it counts, or `null` when it does not. */
  settle(phase: string, problem: Problem): Problem | null {
    const known = this.#decided.get(problem);
    if (known !== undefined) return known;
    const settled = this.#decide(phase, problem);
    this.#decided.set(problem, settled);
    return settled;
  }

  /** How many findings of an entry the baseline accepts and the run did not find. */
  left(entry: BaselineEntry): number {
    return this.#left.get(keyOfEntry(entry)) ?? 0;
  }

  /** Suppressions of the configuration that accepted nothing. */
  unusedSettings(): readonly Suppression[] {
    return this.#input.settings.suppress.filter((each) => !this.#usedSettings.has(each));
  }

  /** The comments of a file, `null` where it cannot be read. */
  commentsOf(file: string): SuppressionFile | null {
    const known = this.#files.get(file);
    if (known !== undefined) return known;
    const text = this.#input.readText(file);
    const opened = text === null ? null : openSuppressionFile(file, text);
    this.#files.set(file, opened);
    return opened;
  }

  /** Every file whose comments were looked at. */
  get files(): readonly SuppressionFile[] {
    return [...this.#files.values()].filter((file) => file !== null);
  }

  #decide(phase: string, problem: Problem): Problem | null {
    const { only, severities } = this.#input.settings;
    const suppressed = this.#suppress(problem);
    const severity = severities.get(problem.code) ?? problem.severity;
    if (only?.has(problem.code) === false) {
      this.notAsked += 1;
      return null;
    }
    if (severity === "off") {
      this.switchedOff += 1;
      return null;
    }
    const settled = severity === problem.severity ? problem : { ...problem, severity };
    if (suppressed !== null) {
      this.accepted.push({ problem: settled, ...suppressed });
      return null;
    }
    if (aboutAccepting.has(problem.code)) return settled;
    const entry = toEntry(phase, problem);
    this.recorded.push(entry);
    if (!this.#isInBaseline(entry)) return settled;
    this.accepted.push({ problem: settled, by: "baseline", reason: null });
    return null;
  }

  #suppress(problem: Problem): Omit<AcceptedFinding, "problem"> | null {
    const { location } = problem;
    const comment =
      location === undefined
        ? null
        : (this.commentsOf(location.file)?.accept(problem.code, location) ?? null);
    if (comment !== null) return { by: "comment", reason: comment };
    const setting = this.#input.settings.suppress.find((each) => matches(each, problem));
    if (setting === undefined) return null;
    this.#usedSettings.add(setting);
    return { by: "configuration", reason: setting.reason };
  }

  #isInBaseline(entry: BaselineEntry): boolean {
    if (this.#input.baseline === "record") return true;
    const key = keyOfEntry(entry);
    const left = this.#left.get(key) ?? 0;
    if (left === 0) return false;
    this.#left.set(key, left - 1);
    return true;
  }
}
