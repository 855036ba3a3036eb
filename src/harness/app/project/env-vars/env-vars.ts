import type { SourceLocation } from "../../../core/problem.ts";

/** Variables by name, as text. */
export type Variables = Readonly<Record<string, string>>;

/**
 * Variables for functions from outside the template, in SAM CLI's form: by function, and under
 * `Parameters` for all of them. Numbers and booleans are passed as text.
 */
export type ConfiguredEnvVars = Readonly<
  Record<string, Readonly<Record<string, string | number | boolean>>>
>;

/** What a file of variables, or the configuration, says. */
export interface EnvVars {
  /** What findings call it: a file, relative to the project root, or the configuration. */
  readonly source: string;
  /** For every function. */
  readonly global: Variables;
  /** By the name a function was given there. */
  readonly functions: Readonly<Record<string, Variables>>;
  /** Where a function, or one of its variables, is named; `Parameters` stands for the global ones. */
  locate(name: string, variable?: string): SourceLocation;
}

/** Variables of the configuration, answered: which apply, and whether those count that no template declares. */
export interface EnvVarSettings {
  /** `null` where none are given. */
  readonly vars: EnvVars | null;
  /** Variables the template does not declare are passed as well (`--env-vars-all`). */
  readonly passAll: boolean;
}

/** The member whose variables are for every function. */
export const globalMember = "Parameters";
