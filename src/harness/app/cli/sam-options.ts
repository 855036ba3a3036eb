import { Option, type Command } from "commander";
import { LockstepError } from "../../core/lockstep-error.ts";

/** An option of `sam local start-api` that has no work here. */
interface SamOption {
  readonly flags: string;
  /** What is said of it: refused with what to do instead, or taken with why it changes nothing. */
  readonly refused?: string;
  readonly idle?: string;
}

const noContainers = "functions run in processes of this machine, not in containers";
const reachedDirectly =
  "Functions here are processes of this machine and reach what this machine reaches; leave it out.";

/** Names and arguments as SAM CLI has them. */
const samOptions: readonly SamOption[] = [
  { flags: "--warm-containers <mode>", idle: "functions stay warm from the first request on" },
  { flags: "--skip-pull-image", idle: noContainers },
  { flags: "--force-image-build", idle: noContainers },
  { flags: "--layer-cache-basedir <folder>", idle: "layers run from their own folders" },
  { flags: "--shutdown", idle: noContainers },
  { flags: "--no-memory-limit", idle: "memory is limited as on Lambda all the same" },
  { flags: "--mount-symlinks", idle: "links are followed" },
  { flags: "--beta-features", idle: "there are none" },
  { flags: "--no-beta-features", idle: "there are none" },
  { flags: "--debug", idle: "requests, failures and logs are shown anyway" },
  { flags: "--language-extensions", idle: "loops and other extensions are always read" },
  {
    flags: "--no-language-extensions",
    refused: "Extensions that a template uses are read; leave it out.",
  },
  {
    flags: "--save-params",
    refused: "Write into samconfig what is to be kept; nothing is written there.",
  },
  { flags: "--profile <name>", idle: "nothing calls AWS" },
  {
    flags: "--container-env-vars <file>",
    refused: "Give functions variables with --env-vars FILE, also under a debugger.",
  },
  { flags: "--debugger-path <folder>", refused: "Use --inspect or --inspect-brk." },
  { flags: "--debug-args <args>", refused: "Use --inspect or --inspect-brk." },
  {
    flags: "-r, --runtime <name>",
    refused: "Functions run on the runtime of the template; change it there.",
  },
  {
    flags: "-v, --docker-volume-basedir <folder>",
    refused: "Name the project's folder with --root.",
  },
  { flags: "--docker-network <name>", refused: reachedDirectly },
  { flags: "--container-host <host>", refused: reachedDirectly },
  { flags: "--container-host-interface <address>", refused: reachedDirectly },
  { flags: "--add-host <pair>", refused: reachedDirectly },
  { flags: "--container-dns <address>", refused: reachedDirectly },
  {
    flags: "-ii, --invoke-image <image>",
    refused:
      "Functions of container images are not run; the configuration can answer for them (functions).",
  },
  {
    flags: "--hook-name <name>",
    refused: "Only SAM and CloudFormation templates are read.",
  },
  { flags: "--skip-prepare-infra", refused: "Only SAM and CloudFormation templates are read." },
  {
    flags: "--terraform-plan-file <file>",
    refused: "Only SAM and CloudFormation templates are read.",
  },
];

/** The name under which commander hands a flag over. */
function nameOf(flags: string): { readonly long: string; readonly option: Option } {
  // Commander takes one letter after one dash, SAM CLI takes two here; that name is left to the long form.
  const option = new Option(flags.replace(/^-ii, /u, "")).hideHelp();
  return { long: `--${option.name()}`, option };
}

/** Takes the options of `sam local start-api` that are none of ours, so that they can be answered. */
export function addSamOptions(command: Command): Command {
  for (const { flags } of samOptions) {
    const { option } = nameOf(flags);
    option.argParser((value: string) => value);
    command.addOption(option);
  }
  return command;
}

/**
 * Answers for the options of SAM CLI that were typed. Throws `project/config-invalid` for one that has another
 * meaning here than none.
 *
 * @returns lines about those that change nothing
 */
export function answerSamOptions(command: Command): readonly string[] {
  return samOptions.flatMap(({ flags, refused, idle }) => {
    const { long, option } = nameOf(flags);
    if (command.getOptionValueSource(option.attributeName()) !== "cli") return [];
    // `--x` and `--no-x` share a value.
    if (option.negate !== (command.getOptionValue(option.attributeName()) === false)) return [];
    if (refused === undefined) return [`${typed(long, option)} changes nothing: ${idle ?? ""}.`];
    throw new LockstepError({
      code: "project/config-invalid",
      message: `${typed(long, option)} of SAM CLI is not taken.`,
      hint: refused,
    });
  });
}

function typed(long: string, option: Option): string {
  return option.long ?? long;
}
