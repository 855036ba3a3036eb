import { isObject } from "../../core/json.ts";

/** Parameter values, and what could not be read, in words. */
export interface ParameterOverrides {
  readonly values: Readonly<Record<string, string>>;
  readonly faults: readonly string[];
}

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
 * a map, and CloudFormation's `ParameterKey=A,ParameterValue=b`.
 *
 * @example parseParameterOverrides('Stage=dev Title="My shop"').values // { Stage: "dev", Title: "My shop" }
 */
export function parseParameterOverrides(written: unknown): ParameterOverrides {
  if (typeof written === "string") return readWords(splitWords(written));
  if (Array.isArray(written)) return readList(written);
  if (isObject(written)) return readMap(written);
  return { values: {}, faults: ["it is neither text nor a list nor a map"] };
}

function readWords(words: readonly string[]): ParameterOverrides {
  const values: Record<string, string> = {};
  const faults: string[] = [];
  for (const word of words) {
    const assignment = readAssignment(word);
    if (assignment === null)
      faults.push(
        word.startsWith("file://")
          ? `${word} is not read`
          : `"${word}" is not of the form Name=value`,
      );
    else values[assignment[0]] = assignment[1];
  }
  return { values, faults };
}

/** Each item is one assignment, blanks included; items may be maps as well. */
function readList(items: readonly unknown[]): ParameterOverrides {
  const parts = items.map((item) =>
    typeof item === "string" ? readWords([item]) : parseParameterOverrides(item),
  );
  const values = Object.fromEntries(parts.flatMap((part) => Object.entries(part.values)));
  return { values, faults: parts.flatMap((part) => part.faults) };
}

function readMap(map: { readonly [name: string]: unknown }): ParameterOverrides {
  const values: Record<string, string> = {};
  const faults: string[] = [];
  for (const [name, value] of Object.entries(map)) {
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
      values[name] = String(value);
    else if (Array.isArray(value)) values[name] = value.map(String).join(",");
    else faults.push(`${name} is neither text nor a number nor a list`);
  }
  return { values, faults };
}
