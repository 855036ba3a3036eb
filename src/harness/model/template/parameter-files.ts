import { parse, TomlError } from "smol-toml";
import type { TextFiles } from "../../core/ports.ts";
import { parseSourceDocument } from "../../core/source-document.ts";
import { pathBeside } from "./nested-stacks.ts";
import type { ParameterFile, ParameterFileReader } from "./parameter-overrides.ts";

/** Files that name files that name files: more is a mistake, if not a circle. */
const deepest = 10;

/** CloudFormation takes 200 parameters of 4,096 bytes. */
const longest = 1_000_000;

/**
 * Reads `file://` values of `parameter_overrides` from YAML, JSON or TOML, by the ending of the
 * file's name. `beside` is the file that the values stand in: a path counts from its folder.
 */
export function parameterFiles(files: TextFiles, beside: string): ParameterFileReader {
  return (word, open) => {
    const path = pathBeside(open.at(-1) ?? beside, word.slice("file://".length));
    if (open.includes(path)) return { fault: `${word} names itself` };
    if (open.length >= deepest)
      return { fault: `${word} is named more than ${deepest} files deep` };
    if (!/\.(ya?ml|json|toml)$/i.test(path))
      return { fault: `${word} is neither YAML nor JSON nor TOML` };
    if (files.isOutside?.(path) === true)
      return { fault: `${path} lies outside the project and is not read` };
    const text = files.read(path);
    if (text === null) return { fault: `there is no file ${path}` };
    if (text.length > longest) return { fault: `${path} is longer than ${longest} characters` };
    return /\.toml$/i.test(path) ? readToml(path, text) : readYaml(path, text);
  };
}

function readToml(path: string, text: string): ParameterFile {
  try {
    return { value: parse(text), path };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [message = "invalid TOML"] = error.message.split("\n");
    return { fault: `${path}:${error.line}:${error.column} ${message}` };
  }
}

function readYaml(path: string, text: string): ParameterFile {
  const { value, issues } = parseSourceDocument({ file: path, text });
  const issue = issues.find(({ kind }) => kind === "syntax" || kind === "not-json");
  if (issue === undefined) return { value, path };
  const { line = 1, column = 1 } = issue.location;
  return { fault: `${path}:${line}:${column} ${issue.message}` };
}
