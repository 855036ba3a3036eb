import type { Command } from "commander";
import { splitParameterPairs } from "../project/split-parameter-pairs.ts";
import type { ConfigOverrides } from "../project/resolve-config.ts";
import { collectValues } from "./collect-values.ts";

/** Options every command that opens a project takes, as commander hands them over. */
export interface ProjectFlags {
  readonly root?: string;
  readonly template?: string;
  readonly config?: string;
  readonly stage?: string;
  readonly parameterOverrides?: readonly string[];
  readonly region?: string;
  readonly dynamodbEndpoint?: string;
  readonly strictStagePrefix?: boolean;
  readonly failOn?: string;
  readonly json?: boolean;
}

/** Adds the options every command that opens a project takes. */
export function addProjectOptions(command: Command): Command {
  return command
    .option("--root <folder>", "project root (default: the working directory)")
    .option("-t, --template <file>", "SAM template (default: template.yaml, .yml or .json)")
    .option(
      "--config <file>",
      "configuration file (default: lockstep.config.ts, .mjs, .js or .json)",
    )
    .option(
      "--stage <name>",
      "environment of samconfig.toml whose parameters apply; never leaves this machine",
    )
    .option(
      "--parameter-overrides <pairs>",
      'template parameters as NAME=VALUE; may be repeated, or "A=b C=d"',
      collectValues,
    )
    .option("--region <region>", "AWS region for ARNs and clients")
    .option("--dynamodb-endpoint <url>", "use a DynamoDB that runs elsewhere, e.g. DynamoDB Local")
    .option(
      "--strict-stage-prefix",
      "refuse paths without the stage prefix, as the deployed endpoint does",
    )
    .option("--fail-on <severity>", "error, warning or info: from where a problem fails the run")
    .option("--json", "print one JSON document instead of text");
}

/** What the command line says about a project's configuration. */
export function toOverrides(flags: ProjectFlags): ConfigOverrides {
  return {
    root: flags.root,
    template: flags.template,
    configFile: flags.config,
    stage: flags.stage,
    parameterOverrides: (flags.parameterOverrides ?? []).flatMap(splitParameterPairs),
    region: flags.region,
    dynamodbEndpoint: flags.dynamodbEndpoint,
    strictStagePrefix: flags.strictStagePrefix,
    failOn: flags.failOn,
  };
}
