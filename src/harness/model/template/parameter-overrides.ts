import { isObject } from "../../core/json.ts";

/** Parameter values, and what could not be read, in words. */
export interface ParameterOverrides {
  readonly values: Readonly<Record<string, string>>;
  readonly faults: readonly string[];
}

/** The value a parameter file holds, or why it could not be read, in words. */
export type ParameterFile =
  | { readonly value: unknown; readonly path: string }
  | { readonly fault: string };

/** Reads what a `file://` word names; `open` are the files it stands in, outermost first. */
export type ParameterFileReader = (word: string, open: readonly string[]) => ParameterFile;

/** Splits at blanks outside quotes; a backslash keeps the next character. */
function splitWords(text: string): readonly string[] {
  const words: string[] = [];
  let word = "";
  let quote: string | null = null;
  let open = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === "\\" && quote !== "'" && index + 1 < text.length) {
      index += 1;
      word += text.charAt(index);
    } else if (quote === null && (character === '"' || character === "'")) {
      quote = character;
      open = true;
    } else if (character === quote) {
      quote = null;
    } else if (quote === null && /\s/.test(character)) {
      if (word !== "" || open) words.push(word);
      word = "";
      open = false;
    } else {
      word += character;
    }
  }
  return word === "" && !open ? words : [...words, word];
}

/** `Name=value`, or CloudFormation's `ParameterKey=Name,ParameterValue=value`; `null` for neither. */
function readAssignment(word: string): readonly [string, string] | null {
  const long = /^ParameterKey=([^,]+),ParameterValue=(.*)$/s.exec(word);
  const short = long ?? /^([A-Za-z0-9]+)=(.*)$/s.exec(word);
  const [, name, value] = short ?? [];
  if (name === undefined || value === undefined) return null;
  const quoted = /^(["'])(.*)\1$/s.exec(value);
  return [name, quoted?.[2] ?? value];
}

/**
 * Reads `parameter_overrides` in every form SAM CLI takes: `"A=b C=\"d e\""`, `["A=b", "C=d e"]`,
 * a map, CloudFormation's `ParameterKey=A,ParameterValue=b` (also as a map), and `file://` with a
 * YAML, JSON or TOML file that holds any of these. Without `files`, a `file://` is a fault.
 *
 * @example parseParameterOverrides('Stage=dev Title="My shop"').values // { Stage: "dev", Title: "My shop" }
 */
export function parseParameterOverrides(
  written: unknown,
  files: ParameterFileReader | null = null,
): ParameterOverrides {
  return readAny(written, { files, open: [], depth: 0, budget: { read: 0 } });
}

interface Reading {
  readonly files: ParameterFileReader | null;
  /** The parameter files the value stands in, outermost first. */
  readonly open: readonly string[];
  readonly depth: number;
  /** How many files were read in all. */
  readonly budget: { read: number };
}

/** Files that name files many times over are not followed without end. */
const mostFiles = 100;

const deepestList = 20;

function readAny(written: unknown, reading: Reading): ParameterOverrides {
  if (typeof written === "string") return readWords(splitWords(written), reading);
  if (reading.depth > deepestList) return { values: {}, faults: ["it is nested too deep"] };
  const inner = { ...reading, depth: reading.depth + 1 };
  if (Array.isArray(written)) return readList(written, inner);
  if (isObject(written)) return readMap(written, inner);
  return { values: {}, faults: ["it is neither text nor a list nor a map"] };
}

function readWords(words: readonly string[], reading: Reading): ParameterOverrides {
  return joined(
    words.map((word) => {
      if (word.startsWith("file://")) return readFile(word, reading);
      const assignment = readAssignment(word);
      // What a file holds may be anything, and is not shown.
      const shown = reading.open.length === 0 ? `"${word}"` : `a word of ${reading.open.at(-1)}`;
      return assignment === null
        ? { values: {}, faults: [`${shown} is not of the form Name=value`] }
        : { values: { [assignment[0]]: assignment[1] }, faults: [] };
    }),
  );
}

function readFile(word: string, reading: Reading): ParameterOverrides {
  reading.budget.read += 1;
  if (reading.budget.read === mostFiles + 1)
    return { values: {}, faults: [`more than ${mostFiles} files are named`] };
  if (reading.budget.read > mostFiles) return { values: {}, faults: [] };
  const read = reading.files?.(word, reading.open) ?? { fault: `${word} is not read` };
  if ("fault" in read) return { values: {}, faults: [read.fault] };
  return readAny(read.value, { ...reading, open: [...reading.open, read.path] });
}

/** Items are assignments, several in one text or one with blanks in its value; or maps; or nothing. */
function readList(items: readonly unknown[], reading: Reading): ParameterOverrides {
  return joined(
    items.flatMap((item) => {
      if (item === null) return [];
      return [typeof item === "string" ? readItem(item, reading) : readAny(item, reading)];
    }),
  );
}

function readItem(item: string, reading: Reading): ParameterOverrides {
  const words = splitWords(item);
  const isSeveral = words.every(
    (word) => word.startsWith("file://") || readAssignment(word) !== null,
  );
  return readWords(isSeveral ? words : [item], reading);
}

/** A later value replaces an earlier one. */
function joined(parts: readonly ParameterOverrides[]): ParameterOverrides {
  return {
    values: Object.fromEntries(parts.flatMap((part) => Object.entries(part.values))),
    faults: parts.flatMap((part) => part.faults),
  };
}

/** Values by name; `$include` names files, and a name without a value is set to nothing. */
function readMap(map: { readonly [name: string]: unknown }, reading: Reading): ParameterOverrides {
  const { ParameterKey: key, ParameterValue: value } = map;
  if (typeof key === "string" && value !== undefined) return readMap({ [key]: value }, reading);
  return joined(
    Object.entries(map).map(([name, each]) => {
      if (name === "$include") return readAny(each, reading);
      const text = textOf(each);
      return text === null
        ? { values: {}, faults: [`${name} is neither text nor a number nor a list`] }
        : { values: { [name]: text }, faults: [] };
    }),
  );
}

function textOf(value: unknown): string | null {
  if (value === null) return "";
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return String(value);
  if (!Array.isArray(value)) return null;
  const items = value.filter((item) => item !== null && item !== "").map(textOf);
  return items.includes(null) ? null : items.map((item) => item?.trim()).join(",");
}
