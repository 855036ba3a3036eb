import type { ConfiguredCaller } from "../project/caller/configured-caller.ts";
import type { ConfiguredEnvVars } from "../project/env-vars/env-vars.ts";
import { loadProject, type Project } from "../project/load-project.ts";
import {
  resolveConfig,
  resolveConfigNow,
  type ConfigOverrides,
} from "../project/resolve-config.ts";
import { session } from "./session.ts";

/** Which project a test is about; everything is found by itself in the usual layout. */
export interface ProjectOptions {
  /** Project root. Default: the working directory. */
  readonly root?: string;
  /** SAM template. Default: `template.yaml`, `.yml` or `.json` in the root. */
  readonly template?: string;
  /** Environment of samconfig.toml whose parameters apply. Default: `LOCKSTEP_STAGE`, else `default`. */
  readonly stage?: string;
  /** Template parameters; they win over samconfig.toml. */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * Variables for functions, instead of those of the configuration and of samconfig: a file as
   * `--env-vars` takes it, or `{ Parameters: { … }, FunctionId: { … } }`; `false` for none. Only variables
   * the template declares are passed. Throws `project/env-vars-unreadable` or `project/env-vars-invalid`.
   */
  readonly envVars?: string | ConfiguredEnvVars | false;
  /** Pass variables the template does not declare as well. Default: the configuration's `envVarsAll`, else `false`. */
  readonly envVarsAll?: boolean;
  /**
   * What authorizers of the local stage are taken to say of every caller, so that they are not asked: a
   * file as `--as` takes it, or `{ principalId, context }`, `{ claims, scopes }`. Default: the
   * configuration's `as`, else they are asked. Throws `project/config-invalid`.
   */
  readonly as?: string | ConfiguredCaller;
  /**
   * The address the local stage takes requests to come from: for resource policies, `identity.sourceIp` of events and
   * `X-Forwarded-For`. Default: the configuration's `identity.sourceIp`, else that of this machine. Throws
   * `project/config-invalid`.
   */
  readonly sourceIp?: string;
  /**
   * Does the local stage count requests, and answer 429 beyond the limits of the template? Default: the
   * configuration's `throttling`, else it does not.
   */
  readonly throttling?: boolean;
}

function toOverrides(options: ProjectOptions): ConfigOverrides {
  return {
    root: options.root,
    template: options.template,
    stage: options.stage ?? process.env["LOCKSTEP_STAGE"],
    parameterOverrides: Object.entries(options.parameters ?? {}).map(
      ([name, value]) => `${name}=${value}`,
    ),
    envVars: options.envVars,
    envVarsAll: options.envVarsAll,
    as: options.as,
    sourceIp: options.sourceIp,
    throttling: options.throttling,
  };
}

function keyOf(overrides: ConfigOverrides): string {
  return JSON.stringify([
    overrides.root ?? process.cwd(),
    overrides.template,
    overrides.stage,
    overrides.parameterOverrides,
    overrides.envVars,
    overrides.envVarsAll,
    overrides.as,
    overrides.sourceIp,
    overrides.throttling,
  ]);
}

/**
 * Variables that a test gives and that are not passed: nobody looks for them in a report, so the process warns.
 * What they hold is not in it.
 */
function warnOfVariables({ envVars }: ProjectOptions, { problems }: Project): void {
  if (envVars === undefined || envVars === false) return;
  for (const { code, message, hint } of problems)
    if (code.startsWith("project/env-vars-"))
      process.emitWarning(message, {
        type: "LockstepWarning",
        code,
        ...(hint === undefined ? {} : { detail: hint }),
      });
}

/**
 * Opens the project a test is about; the same options give the same project, loaded once a process.
 * Throws `template/not-found` and the configuration errors of `lockstep check`.
 */
export async function openProject(options: ProjectOptions = {}): Promise<Project> {
  const overrides = toOverrides(options);
  const { projects } = session();
  const known = projects.get(keyOf(overrides));
  const project = known ?? loadProject((await resolveConfig(overrides)).config);
  if (known === undefined) warnOfVariables(options, project);
  projects.set(keyOf(overrides), project);
  session().current = project;
  return project;
}

/** As `openProject`, for code that cannot wait: assertions and `lockstep-sam/register`. */
export function openProjectNow(options: ProjectOptions = {}): Project {
  const overrides = toOverrides(options);
  const { projects } = session();
  const known = projects.get(keyOf(overrides));
  const project = known ?? loadProject(resolveConfigNow(overrides).config);
  if (known === undefined) warnOfVariables(options, project);
  projects.set(keyOf(overrides), project);
  session().current = project;
  return project;
}

/** The project a response came from, else the one opened last, else the one in the working directory. */
export function projectOf(response: unknown): Project {
  const { current, origins } = session();
  const origin =
    typeof response === "object" && response !== null ? origins.get(response) : undefined;
  return origin ?? current ?? openProjectNow();
}
