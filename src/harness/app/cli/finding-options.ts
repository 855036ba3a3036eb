import type { Command } from "commander";
import type { FindingOverrides } from "../project/finding-settings.ts";
import { collectValues } from "./collect-values.ts";

/** Options of every command that reports findings, as commander hands them over. */
export interface FindingFlags {
  readonly only?: readonly string[];
  readonly rule?: readonly string[];
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly failOn?: string;
  readonly verbose?: boolean;
}

/** Adds the options every command that reports findings takes. */
export function addFindingOptions(command: Command): Command {
  return command
    .optionsGroup("Findings:")
    .option(
      "--only <codes>",
      "groups (wiring), codes or globs (openapi/*) to look at; may be repeated, or a,b",
      collectValues,
    )
    .option(
      "--rule <code=severity>",
      "off, info, warn or error for a code, group or glob; may be repeated",
      collectValues,
    )
    .option(
      "--baseline <file>",
      "accept the findings of this file and fail on new ones; written when it is not there",
    )
    .option("--update-baseline", "write the baseline anew with what is found now")
    .option("--fail-on <severity>", "error, warn or info: from where a finding fails the run")
    .option("--verbose", "show accepted findings too, and where each code is explained");
}

/** True in CI, as its services say: `CI=true`. */
function isCi(environment: Readonly<Record<string, string | undefined>>): boolean {
  return !["", "0", "false", undefined].includes(environment["CI"]);
}

/** What the command line says about findings. */
export function toFindingOverrides(
  { only, rule, baseline, updateBaseline }: FindingFlags,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): FindingOverrides {
  return {
    only: only ?? [],
    rules: rule ?? [],
    baseline,
    updateBaseline,
    ci: isCi(environment),
  };
}
