import { parse, TomlError } from "smol-toml";
import type { TextFiles } from "../../core/ports.ts";
import { parseSourceDocument } from "../../core/source-document.ts";
import { pathBeside } from "./nested-stacks.ts";

/** Where `file://` values are read from; a path counts from the folder of this file. */
export interface ParameterFiles {
  readonly files: TextFiles;
  readonly beside: string;
}

/** Files that name files that name files: more is a mistake, if not a circle. */
const deepest = 10;

/** CloudFormation takes 200 parameters of 4,096 bytes. */
const longest = 1_000_000;

/** The value a parameter file holds, or why it could not be read, in words. */
export type ParameterFile =
  | { readonly value: unknown; readonly path: string }
  | { readonly fault: string };

/**
 * Reads a `file://` value of `parameter_overrides`: YAML, JSON or TOML, by the ending of its name.
 * `open` are the files it was named in, outermost first.
 */
export function readParameterFile(
  word: string,
  source: ParameterFiles | null,
  open: readonly string[],
): ParameterFile {
  const written = word.slice("file://".length);
  if (source === null) return { fault: `${word} is not read` };
  const path = pathBeside(open.at(-1) ?? source.beside, written);
  if (open.includes(path)) return { fault: `${word} names itself` };
  if (open.length >= deepest) return { fault: `${word} is named more than ${deepest} files deep` };
  if (!/\.(ya?ml|json|toml)$/i.test(path))
    return { fault: `${word} is neither YAML nor JSON nor TOML` };
  const text = source.files.read(path);
  if (text === null) return { fault: `there is no file ${path}` };
  if (text.length > longest) return { fault: `${path} is longer than ${longest} characters` };
  return /\.toml$/i.test(path) ? readToml(path, text) : readYaml(path, text);
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
