import { parse, TomlError } from "smol-toml";
import { isObject } from "../../core/json.ts";
import type { TextFiles } from "../../core/ports.ts";
import { createProblem, type Problem } from "../../core/problem.ts";
import { parseSourceDocument } from "../../core/source-document.ts";
import { parameterFiles } from "./parameter-files.ts";
import { parseParameterOverrides } from "./parameter-overrides.ts";

/** What samconfig says for one environment; `null` where it says nothing. */
export interface SamConfig {
  readonly stackName: string | null;
  readonly region: string | null;
  /** The template's path as written, relative to samconfig's folder. */
  readonly template: string | null;
  readonly parameterOverrides: Readonly<Record<string, string>>;
  /** The file of `--env-vars`, relative to samconfig's folder. */
  readonly envVarsFile: string | null;
  /** The same for `sam local invoke`, where it is another. */
  readonly invokeEnvVarsFile: string | null;
  /** Every environment the file has a section for. */
  readonly environments: readonly string[];
  readonly problems: readonly Problem[];
}

/** What samconfig is read from. */
export interface ReadSamConfigInput {
  /** `samconfig.toml`, or `samconfig.yaml` / `.yml`. */
  readonly file: string;
  readonly text: string;
  /** `--config-env`; SAM's own default is `default`. */
  readonly environment: string;
  /** Where `file://` values of `parameter_overrides` are read from; without it they are problems. */
  readonly files?: TextFiles;
}

/** Sections in the order they count: a later one replaces single values and adds parameters. */
const commands = ["global", "build", "deploy", "local_start_api"] as const;

/** Reads samconfig as SAM CLI does: `[<environment>.<command>.parameters]`, `global` below every command. */
export function readSamConfig(input: ReadSamConfigInput): SamConfig {
  const { file, text, environment } = input;
  const { root, problems } = readRoot(file, text);
  const environments = Object.keys(root).filter((name) => isObject(root[name]));
  const section = root[environment];
  if (!isObject(section)) {
    const missing =
      problems.length > 0 || environments.length === 0
        ? []
        : [missingEnvironment(file, environment, environments)];
    return { ...merge([], input), environments, problems: [...problems, ...missing] };
  }
  const tables = commands.flatMap((command) => {
    const parameters = parametersOf(section, command);
    return parameters === null ? [] : [{ command, parameters }];
  });
  const merged = { ...merge(tables, input), ...envVarsFiles(section) };
  return { ...merged, environments, problems: [...problems, ...merged.problems] };
}

interface Members {
  readonly [key: string]: unknown;
}

function parametersOf(section: Members, command: string): Members | null {
  const table = section[command] ?? section[command.replaceAll("_", "-")];
  const parameters = isObject(table) ? table["parameters"] : undefined;
  return isObject(parameters) ? parameters : null;
}

/** A command that names none takes that of `global`, else that of the other command. */
function envVarsFiles(section: Members): Pick<SamConfig, "envVarsFile" | "invokeEnvVarsFile"> {
  const fileOf = (command: string): string | null => {
    const file = parametersOf(section, command)?.["env_vars"];
    return typeof file === "string" && file !== "" ? file : null;
  };
  const [start, invoke] = [fileOf("local_start_api"), fileOf("local_invoke")];
  const all = fileOf("global");
  return { envVarsFile: start ?? all ?? invoke, invokeEnvVarsFile: invoke ?? all ?? start };
}

interface Root {
  readonly root: { readonly [key: string]: unknown };
  readonly problems: readonly Problem[];
}

function readRoot(file: string, text: string): Root {
  if (!/\.ya?ml$/i.test(file)) return readToml(file, text);
  const source = parseSourceDocument({ file, text });
  const problems = source.issues
    .filter((issue) => issue.kind !== "byte-order-mark")
    .map((issue) =>
      createProblem({
        code: "template/config-syntax-error",
        message: issue.message,
        location: issue.location,
      }),
    );
  return { root: isObject(source.value) ? source.value : {}, problems };
}

function readToml(file: string, text: string): Root {
  try {
    return { root: parse(text), problems: [] };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [message = "invalid TOML"] = error.message.split("\n");
    const location = { file, line: error.line, column: error.column };
    return {
      root: {},
      problems: [createProblem({ code: "template/config-syntax-error", message, location })],
    };
  }
}

function missingEnvironment(
  file: string,
  environment: string,
  environments: readonly string[],
): Problem {
  return createProblem({
    code: "template/config-environment",
    message: `${file} has no section for the environment ${environment}.`,
    location: { file, line: 1, column: 1 },
    expected: `one of ${environments.join(", ")}`,
    actual: environment,
    hint: `Add [${environment}.deploy.parameters], or name another environment.`,
  });
}

type Merged = Omit<SamConfig, "environments">;

interface Table {
  readonly command: (typeof commands)[number];
  readonly parameters: { readonly [key: string]: unknown };
}

function merge(tables: readonly Table[], input: ReadSamConfigInput): Merged {
  const text = (...names: readonly string[]): string | null => {
    const values = tables.flatMap(({ parameters }) => names.map((name) => parameters[name]));
    return values.findLast((value) => typeof value === "string") ?? null;
  };
  const overrides = mergeOverrides(tables, input);
  return {
    stackName: text("stack_name"),
    region: text("region"),
    template: text("template", "template_file"),
    parameterOverrides: overrides.values,
    envVarsFile: null,
    invokeEnvVarsFile: null,
    problems: overrides.problems,
  };
}

/** Overrides of `deploy` take the place of all that `global` has; the other commands add to them. */
function mergeOverrides(
  tables: readonly Table[],
  { file, text, environment, files }: ReadSamConfigInput,
): { readonly values: SamConfig["parameterOverrides"]; readonly problems: readonly Problem[] } {
  const name = "parameter_overrides";
  const isDeployed = tables.some(
    ({ command, parameters }) => command === "deploy" && parameters[name] !== undefined,
  );
  const problems: Problem[] = [];
  let values: SamConfig["parameterOverrides"] = {};
  for (const { command, parameters } of tables) {
    const written = parameters[name];
    if (written === undefined || (command === "global" && isDeployed)) continue;
    const read = parseParameterOverrides(
      written,
      files === undefined ? null : parameterFiles(files, file),
    );
    values = { ...values, ...read.values };
    const location = { file, ...placeOf(text, [environment, command, name]) };
    for (const fault of read.faults) {
      const message = `${name}: ${fault}.`;
      problems.push(createProblem({ code: "template/config-value", message, location }));
    }
  }
  return { values, problems };
}

/** The line that names the last of the words, after lines that name the others; else the first. */
function placeOf(
  text: string,
  words: readonly string[],
): { readonly line: number; readonly column: number } {
  const lines = text.split("\n");
  let at = 0;
  for (const word of words) {
    const found = lines.findIndex((line, index) => index >= at && line.includes(word));
    if (found < 0) return { line: 1, column: 1 };
    at = found;
  }
  const column = (lines[at]?.indexOf(words.at(-1) ?? "") ?? 0) + 1;
  return { line: at + 1, column };
}
