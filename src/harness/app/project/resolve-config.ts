import { existsSync } from "node:fs";
import { posix, resolve } from "node:path";
import { LockstepError } from "../../core/lockstep-error.ts";
import type { Problem, Severity } from "../../core/problem.ts";
import { defaultRestChoices } from "../../core/rest-choices.ts";
import { namesByLikeness } from "../../core/suggest-names.ts";
import { checkConfig, isEndpoint } from "./check-config.ts";
import type { ConfiguredCaller } from "./caller/configured-caller.ts";
import { readCaller } from "./caller/read-caller.ts";
import type { ConfiguredEnvVars } from "./env-vars/env-vars.ts";
import { readNamedEnvVars, readSamEnvVars } from "./env-vars/resolve-env-vars.ts";
import { loadConfigFile, loadConfigFileNow, type LoadedConfigFile } from "./load-config-file.ts";
import { readStandIns } from "./function-stand-ins.ts";
import type { LockstepConfig, ResolvedConfig } from "./project-config.ts";
import { findTemplates } from "./find-templates.ts";
import {
  resolveFindings,
  type FindingOverrides,
  type FindingSettings,
} from "./finding-settings.ts";
import { noteFile } from "./file-journal.ts";
import { createTextFiles, showPath } from "./project-files.ts";
import { readParameterPairs } from "./read-parameter-pairs.ts";
import { readSamSettings, type SamSettings } from "./read-sam-settings.ts";
import { nearestNames } from "./select-codes.ts";
import { lookAt } from "../../local/lambda/look-at.ts";
import { resolveIdentity } from "./identity/resolve-identity.ts";

/** What the command line or a caller says; `undefined` leaves the question to the files. */
export interface ConfigOverrides {
  readonly root?: string | undefined;
  /** One template, or several. */
  readonly template?: string | readonly string[] | undefined;
  readonly configFile?: string | undefined;
  /** The samconfig file (`--config-file` of SAM CLI). */
  readonly samConfigFile?: string | undefined;
  readonly stage?: string | undefined;
  /** `NAME=VALUE` pairs, and `file://` with a file of them. */
  readonly parameterOverrides?: readonly string[];
  readonly region?: string | undefined;
  readonly dynamodbEndpoint?: string | undefined;
  readonly strictStagePrefix?: boolean | undefined;
  /** Variables for functions: a file, the variables themselves, or `false` for none. */
  readonly envVars?: string | ConfiguredEnvVars | false | undefined;
  readonly envVarsAll?: boolean | undefined;
  /** What authorizers are taken to say: a file, or the caller itself. */
  readonly as?: string | ConfiguredCaller | undefined;
  /** The address requests are taken to come from. */
  readonly sourceIp?: string | undefined;
  /** Ask no authorizer? */
  readonly disableAuthorizers?: boolean | undefined;
  /** Count requests? */
  readonly throttling?: boolean | undefined;
  /** Send requests to canaries? */
  readonly canary?: boolean | undefined;
  /** The command of SAM CLI whose `env_vars` apply. Default: `local_start_api`. */
  readonly samCommand?: "local_invoke" | "local_start_api";
  readonly failOn?: string | undefined;
  readonly findings?: FindingOverrides;
}

/** So many templates are named, the rest is counted. */
const mostShown = 8;

const templateNames = ["template.yaml", "template.yml", "template.json"];
const stateFileNames = [
  "provider-states.ts",
  "provider-states.mts",
  "provider-states.mjs",
  "provider-states.js",
];

function firstThere(root: string, names: readonly string[]): string | null {
  const isThere = (name: string): boolean => {
    noteFile(resolve(root, name), "presence");
    return existsSync(resolve(root, name));
  };
  return names.find(isThere) ?? null;
}

/** `warn` is short for `warning`, as rules write it. */
function checkSeverity(value: string | undefined): Severity | undefined {
  if (value === "warn") return "warning";
  if (value === undefined || value === "error" || value === "warning" || value === "info")
    return value;
  throw new LockstepError({
    code: "project/config-invalid",
    message: `--fail-on "${value}" is not a severity.`,
    hint: "Use error, warn or info.",
  });
}

function findTemplate(root: string, named: string | undefined): string {
  if (named !== undefined) {
    noteFile(resolve(root, named), "presence");
    if (existsSync(resolve(root, named))) return showPath(root, named);
    throw new LockstepError({
      code: "template/not-found",
      message: `There is no template at ${named}.`,
      ...hintAtTemplates(root, named),
    });
  }
  const found = firstThere(root, templateNames);
  if (found !== null) return found;
  throw new LockstepError({
    code: "template/not-found",
    message: `There is no template.yaml, template.yml or template.json in ${root}.`,
    ...hintAtTemplates(root),
  });
}

/** A repository of several services has its templates below. */
function hintAtTemplates(root: string, named?: string): { readonly hint?: string } {
  const found = findTemplates(root);
  if (found.length === 0) return {};
  const near = named === undefined ? [] : nearestNames(named, found);
  if (near.length > 0) return { hint: `Did you mean ${near.join(" or ")}?` };
  const shown = (named === undefined ? found : namesByLikeness(named, found)).slice(0, mostShown);
  const left = found.length - shown.length;
  return {
    hint: `Name one with --template, for example --template ${shown[0]}. Found below: ${shown.join(", ")}${left > 0 ? ` and ${left} more` : ""}.`,
  };
}

/** Throws `project/root-not-found`. */
function rootOf({ root: named = "." }: ConfigOverrides): string {
  const root = resolve(named);
  if (lookAt(root)?.isDirectory() === true) return root;
  throw new LockstepError({
    code: "project/root-not-found",
    message: existsSync(root) ? `${root} is a file, not a folder.` : `There is no folder ${root}.`,
  });
}

function dynamoOf(overrides: ConfigOverrides, file: LockstepConfig): ResolvedConfig["dynamodb"] {
  const { dynamodbEndpoint: endpoint } = overrides;
  if (endpoint === undefined) return file.dynamodb ?? "auto";
  if (isEndpoint(endpoint)) return { endpoint };
  throw new LockstepError({
    code: "project/config-invalid",
    message: `--dynamodb-endpoint "${endpoint}" is not a URL.`,
    hint: "Write for example --dynamodb-endpoint http://127.0.0.1:8000.",
  });
}

/** A resolved configuration and what was found wrong on the way. */
export interface ConfigResolution {
  readonly config: ResolvedConfig;
  readonly problems: readonly Problem[];
  readonly findings: FindingSettings;
  /** The samconfig that was read, relative to the root. */
  readonly samConfigFile: string | null;
}

/**
 * Answers every question of configuration once: command line first, then the configuration file,
 * then samconfig, then the defaults.
 *
 * Throws `project/root-not-found`, `template/not-found`, `project/template-ambiguous` (several are named),
 * `project/config-invalid`, `project/config-unreadable`, `project/code-unknown` and
 * `project/unknown-stage`.
 */
export async function resolveConfig(overrides: ConfigOverrides): Promise<ConfigResolution> {
  return onlyOne(await resolveConfigs(overrides));
}

/** As `resolveConfig`, one resolution for each template that is named. */
export async function resolveConfigs(
  overrides: ConfigOverrides,
): Promise<readonly ConfigResolution[]> {
  const root = rootOf(overrides);
  return answerConfigs(root, overrides, await loadConfigFile(root, overrides.configFile));
}

/** As `resolveConfig`, for callers that cannot wait: the configuration file is loaded by Node.js itself. */
export function resolveConfigNow(overrides: ConfigOverrides): ConfigResolution {
  const root = resolve(overrides.root ?? ".");
  return onlyOne(answerConfigs(root, overrides, loadConfigFileNow(root, overrides.configFile)));
}

function onlyOne(resolutions: readonly ConfigResolution[]): ConfigResolution {
  const [first, ...others] = resolutions;
  if (first !== undefined && others.length === 0) return first;
  const names = resolutions.map(({ config }) => config.template).join(", ");
  throw new LockstepError({
    code: "project/template-ambiguous",
    message: `Several templates are named (${names}), and this is about one of them.`,
  });
}

/** What all templates of a run share. */
interface Asked {
  readonly root: string;
  readonly overrides: ConfigOverrides;
  readonly file: LockstepConfig;
  readonly findings: FindingSettings;
  /** True when each of several templates looks for its folders beside itself alone. */
  readonly several: boolean;
  /** Variables named by the caller or the configuration: read once, since a pipe gives them once. */
  readonly named: ReturnType<typeof readNamedEnvVars>;
  readonly as: ResolvedConfig["as"];
}

function textOf(root: string, file: string): string | null {
  return createTextFiles(root).read(file);
}

function answerConfigs(
  root: string,
  overrides: ConfigOverrides,
  loaded: LoadedConfigFile | null,
): readonly ConfigResolution[] {
  const file: LockstepConfig =
    loaded === null ? {} : checkConfig(loaded.value, loaded.file, textOf(root, loaded.file));
  const findings = resolveFindings(overrides.findings ?? {}, file, loaded?.file ?? null);
  const wanted = overrides.template ?? file.template;
  const templates =
    wanted === undefined || typeof wanted === "string" ? [wanted] : [...new Set(wanted)];
  const named = readNamedEnvVars(root, overrides.envVars, file.envVars, loaded?.file ?? null);
  const as =
    overrides.as === undefined
      ? readCaller(root, file.as, loaded?.file ?? "the configuration")
      : readCaller(root, overrides.as, "--as");
  const asked = { root, overrides, file, findings, several: templates.length > 1, named, as };
  return templates.map((template) => answerConfig(asked, template));
}

/** The folder beside the template where it is, else that of the root. */
function folderOf(
  { root, file, several }: Asked,
  template: string,
  name: "contracts" | "events",
): string {
  const named = file[name];
  if (named !== undefined) return named;
  const beside = posix.join(posix.dirname(template), name);
  return several || existsSync(resolve(root, beside)) ? beside : name;
}

/** What is done to traffic only where it is asked for. */
function trafficOf(
  overrides: ConfigOverrides,
  file: LockstepConfig,
): Pick<ResolvedConfig, "canary" | "disableAuthorizers" | "throttling"> {
  const { canary = false, disableAuthorizers = false } = overrides;
  return {
    canary,
    disableAuthorizers,
    throttling: overrides.throttling ?? file.throttling ?? false,
  };
}

function answerConfig(asked: Asked, named: string | undefined): ConfigResolution {
  const { root, overrides, file, findings } = asked;
  const stage = overrides.stage ?? file.stage;
  const settings = readSamSettings({
    root,
    templateFolder: named === undefined ? "." : posix.dirname(showPath(root, named)),
    named: overrides.samConfigFile,
    stage,
  });
  const { sam, file: samConfigFile, problems } = settings;
  const template = findTemplate(root, named ?? templateOf(settings));
  const variables = asked.named ?? readSamEnvVars(root, settings, overrides.samCommand);
  const contracts = folderOf(asked, template, "contracts");
  const states =
    file.providerStates ??
    firstThere(
      root,
      stateFileNames.map((name) => `${contracts}/${name}`),
    );
  const config: ResolvedConfig = {
    root,
    configFile: findings.configFile,
    template,
    stage: stage ?? "default",
    parameters: {
      ...sam?.parameterOverrides,
      ...file.parameters,
      ...readParameterPairs(overrides.parameterOverrides ?? [], root),
    },
    region: overrides.region ?? file.region ?? sam?.region ?? "us-east-1",
    accountId: file.accountId ?? "123456789012",
    stackName: file.stackName ?? sam?.stackName ?? "local",
    contracts,
    providerStates: states,
    provider: file.provider ?? null,
    events: folderOf(asked, template, "events"),
    eventSchemas: file.eventSchemas ?? null,
    namedFolders: (["contracts", "events"] as const).filter((name) => file[name] !== undefined),
    strictStagePrefix: overrides.strictStagePrefix ?? file.strictStagePrefix ?? false,
    restApi: { ...defaultRestChoices, ...file.restApi },
    dynamodb: dynamoOf(overrides, file),
    functions: readStandIns(file.functions ?? {}),
    integrations: file.integrations ?? {},
    envVars: {
      vars: variables.vars,
      passAll: overrides.envVarsAll ?? file.envVarsAll ?? false,
    },
    layers: file.layers ?? {},
    as: asked.as,
    identity: resolveIdentity(overrides.sourceIp, file.identity),
    ...trafficOf(overrides, file),
    failOn: checkSeverity(overrides.failOn) ?? checkSeverity(file.failOn) ?? "error",
  };
  return { config, problems: [...problems, ...variables.problems], findings, samConfigFile };
}

/** A template that samconfig names may not lie outside the project; one that is named by hand may. */
function templateOf({ template, isOutside, file }: SamSettings): string | undefined {
  if (template === null || !isOutside) return template ?? undefined;
  throw new LockstepError({
    code: "project/config-invalid",
    message: `${file} names the template ${template}, which lies outside the project.`,
    hint: "Name it with --template, or run with --root at the folder that holds both.",
  });
}
