import { LockstepError } from "../../core/lockstep-error.ts";
import type { ProblemCode } from "../../core/problem-codes.ts";
import type { Severity } from "../../core/problem.ts";
import type { ConfiguredSuppression, LockstepConfig, RuleSeverity } from "./project-config.ts";
import { codeOf, isCode, selectCodes } from "./select-codes.ts";

/** An accepted finding of the configuration, with the code it names. */
export interface Suppression {
  readonly code: ProblemCode;
  readonly file: string | null;
  readonly pointer: string | null;
  readonly reason: string;
}

/** The file that accepts today's findings. */
export interface BaselineSetting {
  /** Relative to the project root. */
  readonly file: string;
  /** Write it anew, with what is found now. */
  readonly update: boolean;
  /** May it be written where there is none? Not in CI, where nobody would commit it. */
  readonly mayCreate: boolean;
}

/** What is to be done with findings before they count. */
export interface FindingSettings {
  /** The codes that are asked for; `null` for all. */
  readonly only: ReadonlySet<ProblemCode> | null;
  readonly severities: ReadonlyMap<ProblemCode, Severity | "off">;
  readonly suppress: readonly Suppression[];
  /** The configuration file the suppressions stand in. */
  readonly configFile: string | null;
  readonly baseline: BaselineSetting | null;
}

/** What the command line says about findings. */
export interface FindingOverrides {
  /** Groups, codes or globs, each value one or several with commas between. */
  readonly only?: readonly string[];
  /** `CODE=SEVERITY`. */
  readonly rules?: readonly string[];
  readonly baseline?: string | undefined;
  readonly updateBaseline?: boolean | undefined;
  /** True in CI, where no baseline is written unasked. */
  readonly ci?: boolean;
}

/** Nothing asked for, nothing changed. */
export const plainFindings: FindingSettings = {
  only: null,
  severities: new Map(),
  suppress: [],
  configFile: null,
  baseline: null,
};

type Rule = readonly [selector: string, severity: Severity | "off"];

const severityNames: Readonly<Record<string, Severity | "off">> = {
  off: "off",
  info: "info",
  warn: "warning",
  warning: "warning",
  error: "error",
};

/** The severity a rule sets, `warn` short for `warning`; `null` for another word. */
export function ruleSeverity(word: string): Severity | "off" | null {
  return (Object.hasOwn(severityNames, word) ? severityNames[word] : undefined) ?? null;
}

function parseRules(texts: readonly string[]): readonly Rule[] {
  return texts
    .flatMap((text) => text.split(","))
    .map((text) => {
      const at = text.lastIndexOf("=");
      const severity = at < 1 ? null : ruleSeverity(text.slice(at + 1).trim());
      if (severity !== null) return [text.slice(0, at).trim(), severity];
      throw new LockstepError({
        code: "project/config-invalid",
        message: `--rule "${text}" is not CODE=off|info|warn|error.`,
        hint: "Write for example --rule openapi/invalid-example=warn.",
      });
    });
}

function configuredRules(rules: Readonly<Record<string, RuleSeverity>> = {}): readonly Rule[] {
  return Object.entries(rules).map(([selector, word]) => [selector, ruleSeverity(word) ?? "error"]);
}

/** A rule for one code counts more than one for several; among equals the later one counts. */
function applyRules(
  severities: Map<ProblemCode, Severity | "off">,
  rules: readonly Rule[],
  where: string,
): void {
  const exact = rules.filter(([selector]) => isCode(selector));
  const wide = rules.filter(([selector]) => !isCode(selector));
  for (const [selector, severity] of [...wide, ...exact]) {
    for (const code of selectCodes(selector, where)) severities.set(code, severity);
  }
}

function toSuppression(
  { code, file, pointer, reason }: ConfiguredSuppression,
  where: string,
): Suppression {
  return {
    code: codeOf(code, `suppress in ${where}`),
    file: file ?? null,
    pointer: pointer ?? null,
    reason,
  };
}

function baselineOf(overrides: FindingOverrides, config: LockstepConfig): BaselineSetting | null {
  const file = overrides.baseline ?? config.baseline;
  const update = overrides.updateBaseline ?? false;
  if (file !== undefined) return { file, update, mayCreate: overrides.ci !== true };
  if (!update) return null;
  throw new LockstepError({
    code: "project/config-invalid",
    message: "--update-baseline was given, and no baseline file is named.",
    hint: "Name it with --baseline FILE, or with baseline in the configuration.",
  });
}

/**
 * What the command line and the configuration say about findings: the command line's rules count more
 * than the configuration's. Throws `project/config-invalid` and `project/code-unknown`.
 */
export function resolveFindings(
  overrides: FindingOverrides,
  config: LockstepConfig,
  configFile: string | null,
): FindingSettings {
  const where = configFile ?? "the configuration";
  const selectors = (overrides.only ?? [])
    .flatMap((text) => text.split(","))
    .map((selector) => selector.trim())
    .filter((selector) => selector !== "");
  const severities = new Map<ProblemCode, Severity | "off">();
  applyRules(severities, configuredRules(config.rules), `rules in ${where}`);
  applyRules(severities, parseRules(overrides.rules ?? []), "--rule");
  return {
    only:
      selectors.length === 0
        ? null
        : new Set(selectors.flatMap((selector) => selectCodes(selector, "--only"))),
    severities,
    suppress: (config.suppress ?? []).map((entry) => toSuppression(entry, where)),
    configFile,
    baseline: baselineOf(overrides, config),
  };
}
