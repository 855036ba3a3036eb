import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { LockstepError } from "../../../core/lockstep-error.ts";
import type { ProblemCode } from "../../../core/problem-codes.ts";
import type { Problem, Severity } from "../../../core/problem.ts";
import type { TemplateModel } from "../../../model/template/template-model.ts";
import type { FindingSettings } from "../../project/finding-settings.ts";
import type { HideSecrets } from "../../project/hide-secrets.ts";
import type { Project } from "../../project/load-project.ts";
import { partsOf } from "../../project/project-parts.ts";
import { createTextFiles } from "../../project/project-files.ts";
import type { Journal } from "../journal.ts";
import { type PhaseFindings, type SettleFindings } from "../run-phase.ts";
import type { SettledFindings } from "../to-run-result.ts";
import { formatBaseline, gatherEntries, parseBaseline, type BaselineEntry } from "./baseline.ts";
import { tellGoneEntries, tellUnusedSettings } from "./tell-leftovers.ts";
import { phaseOfCode } from "./phase-of-code.ts";
import { settlePhase } from "./settle-phase.ts";
import { Settler } from "./settler.ts";

interface OpenBaseline {
  /** What the file accepts; empty where there is none yet. */
  readonly entries: readonly BaselineEntry[];
  readonly record: boolean;
}

function openBaseline(root: string, { baseline }: FindingSettings): OpenBaseline | null {
  if (baseline === null) return null;
  const { file, update, mayCreate } = baseline;
  const text = createTextFiles(root).read(file);
  if (text !== null) {
    // What is written anew may be broken.
    const entries = update ? readIfSound(file, text) : parseBaseline(file, text);
    return { entries, record: update };
  }
  if (update || mayCreate) return { entries: [], record: true };
  throw new LockstepError({
    code: "project/baseline-missing",
    message: `There is no baseline file ${file}, and none is written in CI unless asked for.`,
  });
}

function readIfSound(file: string, text: string): readonly BaselineEntry[] {
  try {
    return parseBaseline(file, text);
  } catch (error) {
    if (LockstepError.is(error)) return [];
    throw error;
  }
}

/** A template and those of its nested stacks. */
function templateFiles({ file, stacks }: TemplateModel): readonly string[] {
  return [file, ...[...stacks.values()].flatMap(templateFiles)];
}

/** Findings with secrets written over; statuses stay. */
function withoutSecrets(findings: PhaseFindings, hide: HideSecrets): PhaseFindings {
  return {
    ...findings,
    problems: findings.problems.map(hide),
    cases: findings.cases.map(({ judgedBy, ...each }) => ({
      ...each,
      problems: each.problems.map(hide),
      ...(judgedBy === undefined ? {} : { judgedBy: judgedBy.map(hide) }),
    })),
  };
}

/** Which findings a run was after. */
export interface RunScope {
  /** False when it looked at some files or APIs alone, or ended early. */
  readonly whole: boolean;
  /** False when it ended early, so that what it found is not all. */
  readonly ended: boolean;
}

/**
 * The findings of one run, from their settling to the baseline file. Throws `project/baseline-missing` and
 * `project/baseline-unreadable`.
 */
export class FindingsRun {
  readonly #root: string;
  readonly #settings: FindingSettings;
  readonly #failOn: Severity;
  readonly #settler: Settler;
  readonly #baseline: OpenBaseline | null;
  readonly #ran = new Set<string>();
  readonly #looked = new Set<string>();
  readonly #hiding: HideSecrets[] = [];

  constructor(root: string, settings: FindingSettings, failOn: Severity) {
    this.#root = root;
    this.#settings = settings;
    this.#failOn = failOn;
    this.#baseline = openBaseline(root, settings);
    const files = createTextFiles(root);
    this.#settler = new Settler({
      settings,
      baseline:
        this.#baseline === null ? null : this.#baseline.record ? "record" : this.#baseline.entries,
      readText: (file) => files.read(file),
    });
  }

  /** Settles what a phase found. */
  readonly settle: SettleFindings = (phase, findings) => {
    if (findings.skipped !== true) this.#ran.add(phase);
    for (const { file } of findings.cases) if (file !== null) this.#looked.add(file);
    const shown = withoutSecrets(findings, (problem) =>
      this.#hiding.reduce((each, hide) => hide(each), problem),
    );
    return settlePhase(shown, this.#failOn, (problem) => this.#settler.settle(phase, problem));
  };

  /** Keeps a project's secrets out of all that is settled from now on. */
  keepSecrets({ hide }: Project): void {
    this.#hiding.push(hide);
  }

  /** Notes the files of a project that a run looks at from beginning to end. */
  look(project: Project): void {
    const read = [
      ...templateFiles(project.template),
      ...partsOf(project).flatMap(({ apis }) => apis.map(({ document }) => document.file)),
    ];
    for (const file of read) {
      this.#looked.add(file);
      this.#settler.commentsOf(file);
    }
    for (const { handler } of partsOf(project).flatMap(({ model }) => model.functions)) {
      if (handler !== null) this.#looked.add(handler.file);
    }
  }

  /** Ends the run: tells what was left over, and writes the baseline where that was asked for. */
  async finish(journal: Journal, scope: RunScope): Promise<SettledFindings> {
    const leftovers = this.#leftovers(scope);
    const { accepted } = this.#settler;
    if (leftovers.length > 0 || accepted.length > 0) {
      await journal.run("findings", "Accepted findings", () => this.#summarise(leftovers));
    }
    const baselined = accepted.filter(({ by }) => by === "baseline").length;
    return {
      suppressed: accepted.length - baselined,
      switchedOff: this.#settler.switchedOff,
      notAsked: this.#settler.notAsked,
      baselined,
      accepted,
      baseline: this.#writeBaseline(scope),
    };
  }

  #summarise(problems: readonly Problem[]): PhaseFindings {
    const { accepted } = this.#settler;
    const baselined = accepted.filter(({ by }) => by === "baseline").length;
    const suppressed = accepted.length - baselined;
    const parts = [
      ...(suppressed === 0 ? [] : [`${suppressed} suppressed`]),
      ...(baselined === 0 ? [] : [`${baselined} in the baseline`]),
    ];
    return { summary: parts.join(", ") || "none", cases: [], problems };
  }

  #leftovers({ whole }: RunScope): readonly Problem[] {
    const settler = this.#settler;
    const faults = settler.files.flatMap((file) => file.faults);
    if (!whole || this.#settings.only !== null) return faults;
    const wasSought = (code: ProblemCode) => this.#wasSought(code);
    const { configFile } = this.#settings;
    return [
      ...faults,
      ...settler.files.flatMap((file) => file.unused(wasSought)),
      ...tellUnusedSettings(
        settler.unusedSettings().filter(({ code }) => wasSought(code)),
        configFile,
      ),
      ...this.#goneProblems(),
    ];
  }

  #goneProblems(): readonly Problem[] {
    const { baseline } = this.#settings;
    if (baseline === null || this.#baseline === null || this.#baseline.record) return [];
    const gone = gatherEntries(this.#baseline.entries)
      .filter((entry) => this.#isInScope(entry))
      .map((entry) => ({ entry, left: this.#settler.left(entry) }))
      .filter(({ left }) => left > 0);
    return tellGoneEntries(gone, baseline.file);
  }

  /** True when a finding of this code would have been found. */
  #wasSought(code: ProblemCode): boolean {
    const phase = phaseOfCode(code);
    return phase !== null && this.#ran.has(phase) && this.#settings.severities.get(code) !== "off";
  }

  /** True when this run would have found the entry's findings again. */
  #isInScope({ phase, file, code }: BaselineEntry): boolean {
    const { only, severities } = this.#settings;
    const has = (names: ReadonlySet<string> | null) => names === null || names.has(code);
    if (!this.#ran.has(phase) || !has(only)) return false;
    if (new Map<string, string>(severities).get(code) === "off") return false;
    return file === "" || this.#looked.has(file) || createTextFiles(this.#root).read(file) === null;
  }

  #writeBaseline({ whole, ended }: RunScope): SettledFindings["baseline"] {
    const { baseline } = this.#settings;
    if (baseline === null || this.#baseline === null) return null;
    const { entries, record } = this.#baseline;
    const { file } = baseline;
    const total = (list: readonly BaselineEntry[]) =>
      list.reduce((sum, entry) => sum + entry.count, 0);
    if (!record || !ended) return { file, written: false, findings: total(entries) };
    // What this run did not look for stays accepted.
    const kept = entries.filter((entry) => !whole || !this.#isInScope(entry));
    const merged = mergeEntries(kept, gatherEntries(this.#settler.recorded));
    const path = resolve(this.#root, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, formatBaseline(merged));
    return { file, written: true, findings: total(merged) };
  }
}

/** What was found now counts; what was kept is added where nothing was found. */
function mergeEntries(
  kept: readonly BaselineEntry[],
  found: readonly BaselineEntry[],
): readonly BaselineEntry[] {
  const key = ({ file, code, pointer, message }: BaselineEntry) =>
    JSON.stringify([file, code, pointer, message]);
  const now = new Set(found.map(key));
  return [...found, ...kept.filter((entry) => !now.has(key(entry)))];
}
