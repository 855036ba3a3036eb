import { Option, type Command } from "commander";
import { LockstepError } from "../../core/lockstep-error.ts";
import { splitParameterPairs } from "../project/split-parameter-pairs.ts";
import type { ConfigOverrides } from "../project/resolve-config.ts";
import { collectValues } from "./collect-values.ts";
import { toFindingOverrides, type FindingFlags } from "./finding-options.ts";

/** Options every command that opens a project takes, as commander hands them over. */
export interface ProjectFlags extends FindingFlags {
  readonly root?: string;
  readonly template?: readonly string[];
  readonly templateFile?: readonly string[];
  readonly config?: string;
  readonly configFile?: string;
  readonly configEnv?: string;
  readonly stage?: string;
  readonly parameterOverrides?: readonly string[];
  readonly region?: string;
  readonly dynamodbEndpoint?: string;
  readonly strictStagePrefix?: boolean;
  /** `false` for `--no-env-vars`. */
  readonly envVars?: string | false;
  readonly envVarsAll?: boolean;
  readonly as?: string;
  readonly sourceIp?: string;
  readonly throttle?: boolean;
  readonly canary?: boolean;
  readonly json?: boolean;
}

/**
 * Adds the options every command that opens a project takes.
 *
 * @param several true for a command that takes several templates
 */
export function addProjectOptions(command: Command, several = false): Command {
  return command
    .option("--json", "print one JSON document instead of text")
    .optionsGroup("Project:")
    .option("--root <folder>", "project root (default: the working directory)")
    .option(
      "-t, --template <file>",
      `SAM template (default: template.yaml, .yml or .json)${several ? "; may be repeated" : ""}`,
      collectValues,
    )
    .addOption(
      new Option("--template-file <file>", "the same, by the name it has in SAM CLI")
        .argParser(collectValues)
        .hideHelp(),
    )
    .option(
      "--config <file>",
      "configuration file (default: lockstep.config.ts, .mts, .mjs, .js or .json)",
    )
    .option(
      "--stage <name>",
      "environment of samconfig whose parameters apply; never leaves this machine",
    )
    .option("--config-env <name>", "the same, by the name it has in SAM CLI")
    .option(
      "--config-file <file>",
      "samconfig file (default: samconfig.toml, .yaml or .yml beside the template)",
    )
    .option(
      "--parameter-overrides <pairs>",
      'template parameters as NAME=VALUE; may be repeated, "A=b C=d", or file://FILE',
      collectValues,
    )
    .option("--region <region>", "AWS region for ARNs and clients");
}

/** Adds the options of commands that run the stage or its functions on this machine. */
export function addStageOptions(command: Command): Command {
  return command
    .optionsGroup("Stage on this machine:")
    .option("--dynamodb-endpoint <url>", "use a DynamoDB that runs elsewhere, e.g. DynamoDB Local")
    .option(
      "--strict-stage-prefix",
      "refuse paths without the stage prefix, as the deployed endpoint does",
    )
    .option(
      "-n, --env-vars <file>",
      "variables for functions: JSON as for sam local, or NAME=VALUE lines (default: env_vars of samconfig)",
    )
    .option(
      "--no-env-vars",
      "leave out the file of variables that samconfig or the configuration names",
    )
    .option("--env-vars-all", "pass variables the template does not declare as well");
}

/** Adds the options of commands whose stage has authorizers and limits; after `addStageOptions`. */
export function addCallerOption(command: Command): Command {
  return command
    .option(
      "--as <file>",
      "what authorizers are taken to say of every caller, as JSON; they are not asked then",
    )
    .option(
      "--source-ip <address>",
      "take requests to come from this address, as policies and functions see it",
    )
    .option("--throttle", "count requests, and answer 429 beyond the limits of the template")
    .option("--canary", "send requests to the canary of a stage, as many as its setting says");
}

/** Two names of one thing must not say two things. */
function environmentOf({ stage, configEnv }: ProjectFlags): string | undefined {
  if (stage === undefined || configEnv === undefined || stage === configEnv) {
    return stage ?? configEnv;
  }
  throw new LockstepError({
    code: "project/config-invalid",
    message: `--stage ${stage} and --config-env ${configEnv} name two environments of samconfig.`,
    hint: "Leave one of the two out.",
  });
}

/** What the command line says about a project's configuration. */
export function toOverrides(flags: ProjectFlags): ConfigOverrides {
  const templates = [...(flags.template ?? []), ...(flags.templateFile ?? [])];
  const [template, ...others] = templates;
  return {
    root: flags.root,
    template: others.length === 0 ? template : templates,
    configFile: flags.config,
    samConfigFile: flags.configFile,
    stage: environmentOf(flags),
    parameterOverrides: (flags.parameterOverrides ?? []).flatMap(splitParameterPairs),
    region: flags.region,
    dynamodbEndpoint: flags.dynamodbEndpoint,
    strictStagePrefix: flags.strictStagePrefix,
    envVars: flags.envVars,
    envVarsAll: flags.envVarsAll,
    as: flags.as,
    sourceIp: flags.sourceIp,
    throttling: flags.throttle,
    canary: flags.canary,
    failOn: flags.failOn,
    findings: toFindingOverrides(flags),
  };
}
