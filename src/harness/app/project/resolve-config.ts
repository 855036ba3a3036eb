import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { LockstepError } from "../../core/lockstep-error.ts";
import type { Problem, Severity } from "../../core/problem.ts";
import { readSamConfig, type SamConfig } from "../../model/template/sam-config.ts";
import { checkConfig, isEndpoint } from "./check-config.ts";
import { loadConfigFile, loadConfigFileNow, type LoadedConfigFile } from "./load-config-file.ts";
import { readStandIns } from "./function-stand-ins.ts";
import type { LockstepConfig, ResolvedConfig } from "./project-config.ts";
import { createTextFiles, showPath } from "./project-files.ts";

/** What the command line or a caller says; `undefined` leaves the question to the files. */
export interface ConfigOverrides {
  readonly root?: string | undefined;
  readonly template?: string | undefined;
  readonly configFile?: string | undefined;
  readonly stage?: string | undefined;
  /** `NAME=VALUE` pairs. */
  readonly parameterOverrides?: readonly string[];
  readonly region?: string | undefined;
  readonly dynamodbEndpoint?: string | undefined;
  readonly strictStagePrefix?: boolean | undefined;
  readonly failOn?: string | undefined;
}

const templateNames = ["template.yaml", "template.yml", "template.json"];
const stateFileNames = [
  "provider-states.ts",
  "provider-states.mts",
  "provider-states.mjs",
  "provider-states.js",
];
const samConfigNames = ["samconfig.toml", "samconfig.yaml", "samconfig.yml"];

function firstThere(root: string, names: readonly string[]): string | null {
  return names.find((name) => existsSync(resolve(root, name))) ?? null;
}

function parsePairs(pairs: readonly string[]): Readonly<Record<string, string>> {
  const entries = pairs.map((pair) => {
    const at = pair.indexOf("=");
    if (at < 1) {
      throw new LockstepError({
        code: "project/config-invalid",
        message: `--parameter-overrides "${pair}" is not NAME=VALUE.`,
        hint: "Write for example --parameter-overrides Stage=staging.",
      });
    }
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  return Object.fromEntries(entries);
}

function checkSeverity(value: string | undefined): Severity | undefined {
  if (value === undefined || value === "error" || value === "warning" || value === "info")
    return value;
  throw new LockstepError({
    code: "project/config-invalid",
    message: `--fail-on "${value}" is not a severity.`,
    hint: "Use error, warning or info.",
  });
}

function findTemplate(root: string, named: string | undefined): string {
  if (named !== undefined) {
    if (existsSync(resolve(root, named))) return showPath(root, named);
    throw new LockstepError({
      code: "template/not-found",
      message: `There is no template at ${named}.`,
    });
  }
  const found = firstThere(root, templateNames);
  if (found !== null) return found;
  throw new LockstepError({
    code: "template/not-found",
    message: `There is no ${templateNames.join(", ")} in this folder.`,
  });
}

function readSamSettings(
  root: string,
  stage: string | undefined,
): { readonly sam: SamConfig | null; readonly problems: readonly Problem[] } {
  const file = firstThere(root, samConfigNames);
  const text = file === null ? null : createTextFiles(root).read(file);
  if (file === null || text === null) {
    if (stage === undefined || stage === "default") return { sam: null, problems: [] };
    throw new LockstepError({
      code: "project/unknown-stage",
      message: `There is no samconfig.toml to take the stage "${stage}" from.`,
      hint: "Give the stage's parameters with --parameter-overrides NAME=VALUE, or add a samconfig.toml.",
    });
  }
  const sam = readSamConfig({ file, text, environment: stage ?? "default" });
  // A file that does not parse has a problem of its own; what it would have said is not known.
  const isRead = sam.problems.every(({ code }) => code !== "template/config-syntax-error");
  if (stage !== undefined && isRead && !sam.environments.includes(stage)) {
    throw new LockstepError({
      code: "project/unknown-stage",
      message: `${file} has no environment "${stage}".`,
      hint:
        sam.environments.length === 0
          ? `Add a table [${stage}.deploy.parameters] to it.`
          : `Its environments are ${sam.environments.join(", ")}.`,
    });
  }
  return { sam, problems: sam.problems };
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
}

/**
 * Answers every question of configuration once: command line first, then the configuration file,
 * then samconfig, then the defaults.
 *
 * Throws `template/not-found`, `project/config-invalid`, `project/config-unreadable` and
 * `project/unknown-stage`.
 */
export async function resolveConfig(overrides: ConfigOverrides): Promise<ConfigResolution> {
  const root = resolve(overrides.root ?? ".");
  return answerConfig(root, overrides, await loadConfigFile(root, overrides.configFile));
}

/** As `resolveConfig`, for callers that cannot wait: the configuration file is loaded by Node.js itself. */
export function resolveConfigNow(overrides: ConfigOverrides): ConfigResolution {
  const root = resolve(overrides.root ?? ".");
  return answerConfig(root, overrides, loadConfigFileNow(root, overrides.configFile));
}

function answerConfig(
  root: string,
  overrides: ConfigOverrides,
  loaded: LoadedConfigFile | null,
): ConfigResolution {
  const file: LockstepConfig = loaded === null ? {} : checkConfig(loaded.value, loaded.file);
  const stage = overrides.stage ?? file.stage;
  const { sam, problems } = readSamSettings(root, stage);
  const template = findTemplate(
    root,
    overrides.template ?? file.template ?? sam?.template ?? undefined,
  );
  const contracts = file.contracts ?? "contracts";
  const states =
    file.providerStates ??
    firstThere(
      root,
      stateFileNames.map((name) => `${contracts}/${name}`),
    );
  const config: ResolvedConfig = {
    root,
    template,
    stage: stage ?? "default",
    parameters: {
      ...sam?.parameterOverrides,
      ...file.parameters,
      ...parsePairs(overrides.parameterOverrides ?? []),
    },
    region: overrides.region ?? file.region ?? sam?.region ?? "us-east-1",
    accountId: file.accountId ?? "123456789012",
    stackName: file.stackName ?? sam?.stackName ?? "local",
    contracts,
    providerStates: states,
    provider: file.provider ?? null,
    events: file.events ?? "events",
    namedFolders: (["contracts", "events"] as const).filter((name) => file[name] !== undefined),
    strictStagePrefix: overrides.strictStagePrefix ?? file.strictStagePrefix ?? false,
    dynamodb: dynamoOf(overrides, file),
    functions: readStandIns(file.functions ?? {}),
    failOn: checkSeverity(overrides.failOn) ?? file.failOn ?? "error",
  };
  return { config, problems };
}
