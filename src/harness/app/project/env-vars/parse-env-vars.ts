import { parseEnv } from "node:util";
import { isObject } from "../../../core/json.ts";
import { joinPointer } from "../../../core/json-pointer.ts";
import type { SourceLocation } from "../../../core/problem.ts";
import { parseSourceDocument, type SourceDocument } from "../../../core/source-document.ts";
import { findJsonError } from "../../../model/events/find-json-error.ts";
import { globalMember, type EnvVars, type Variables } from "./env-vars.ts";

/** One thing that is wrong, with its place. */
export interface EnvVarsFault {
  readonly location: SourceLocation;
  /** A sentence. What a variable holds is not in it. */
  readonly message: string;
  readonly hint: string;
}

/** Variables as read, or what is wrong. */
export type ParsedEnvVars =
  | { readonly ok: true; readonly vars: EnvVars }
  | { readonly ok: false; readonly faults: readonly EnvVarsFault[] };

/** Who mends these sees the rest. */
const mostFaults = 20;

const shape = `Write { "${globalMember}": { "NAME": "value" } } for all functions, { "LogicalId": { "NAME": "value" } } for one.`;

/**
 * Reads variables: JSON in SAM CLI's three forms, or NAME=VALUE lines as in a `.env` file, which are for
 * every function.
 *
 * @param file what findings call it, relative to the project root
 */
export function parseEnvVars(file: string, text: string): ParsedEnvVars {
  return looksLikeJson(file, text) ? parseJsonVars(file, text) : parseLines(file, text);
}

/** A name that ends in .json says what the text is meant to be; any other file is judged by its text. */
function looksLikeJson(file: string, text: string): boolean {
  return /\.json$/i.test(file) || /^\s*[{["]/.test(text) || findJsonError(text) === null;
}

function fail(location: SourceLocation, message: string, hint: string): ParsedEnvVars {
  return { ok: false, faults: [{ location, message, hint }] };
}

function parseJsonVars(file: string, text: string): ParsedEnvVars {
  const error = findJsonError(text);
  if (error !== null) {
    const before = text.slice(0, error.offset).split("\n");
    const location = { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    return fail(
      location,
      `The file of variables is not JSON: ${error.message}.`,
      "Correct the JSON, or write NAME=VALUE lines into a file of another name.",
    );
  }
  const source = parseSourceDocument({ file, text });
  if (!isObject(source.value)) {
    const [issue] = source.issues;
    if (issue !== undefined) return fail(issue.location, issue.message, shape);
    return fail(
      source.locate("", "value"),
      `The file of variables holds ${describe(source.value)}; an object was expected.`,
      shape,
    );
  }
  const read = readEnvVarObject(source.value, {
    locate: (path) => source.locate(joinPointer("", ...path)),
    numberAt: (path, value) => numberText(source, path, value),
  });
  if (!read.ok) return read;
  return {
    ok: true,
    vars: {
      source: file,
      ...read.variables,
      locate: (name, variable) =>
        source.locate(joinPointer("", name, ...(variable === undefined ? [] : [variable]))),
    },
  };
}

/** What is asked of the place values were read from. */
export interface VariablePlaces {
  locate(path: readonly string[]): SourceLocation;
  /** A number as it is written: 12345678901234567890 and 1.0 stay what they are. */
  numberAt(path: readonly string[], value: number): string;
}

/** The variables of an object in SAM CLI's form, or what is wrong with it. */
export function readEnvVarObject(
  value: { readonly [name: string]: unknown },
  places: VariablePlaces,
):
  | { readonly ok: true; readonly variables: Pick<EnvVars, "global" | "functions"> }
  | { readonly ok: false; readonly faults: readonly EnvVarsFault[] } {
  const faults: EnvVarsFault[] = [];
  const functions: [string, Variables][] = [];
  for (const [name, held] of Object.entries(value)) {
    if (isObject(held)) {
      functions.push([name, readVariables(name, held, places, faults)]);
      continue;
    }
    faults.push({
      location: places.locate([name]),
      message: `"${name}" holds ${describe(held)}; an object of variables was expected.`,
      hint:
        typeof held === "object"
          ? shape
          : `To set ${name} for every function, put it under "${globalMember}"; for one, under its logical id.`,
    });
  }
  if (faults.length > 0) return { ok: false, faults: faults.slice(0, mostFaults) };
  const byName = new Map(functions);
  const global = byName.get(globalMember) ?? {};
  byName.delete(globalMember);
  return { ok: true, variables: { global, functions: Object.fromEntries(byName) } };
}

function readVariables(
  owner: string,
  held: { readonly [name: string]: unknown },
  places: VariablePlaces,
  faults: EnvVarsFault[],
): Variables {
  const entries = Object.entries(held).flatMap(([name, value]): readonly [string, string][] => {
    if (typeof value === "string") return [[name, value]];
    if (typeof value === "boolean") return [[name, String(value)]];
    if (typeof value === "number") return [[name, places.numberAt([owner, name], value)]];
    faults.push({
      location: places.locate([owner, name]),
      message: `${name} of "${owner}" holds ${describe(value)}; a variable is text.`,
      hint: `Give ${name} a text, a number, true or false; a list or an object as text: JSON in quotes. Leave it out to keep the template's value.`,
    });
    return [];
  });
  return Object.fromEntries(entries);
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return "nothing (null)";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object"
    ? "an object"
    : `a ${typeof value === "string" ? "text" : typeof value}`;
}

function numberText(source: SourceDocument, path: readonly string[], value: number): string {
  const { line = 1, column = 1 } = source.locate(joinPointer("", ...path), "value");
  const rest = (source.text.split("\n")[line - 1] ?? "").slice(column - 1);
  return /^-?\d[\d.eE+-]*/.exec(rest)?.[0] ?? String(value);
}

const assignment = /^\s*(?:export\s+)?([\w.-]+)\s*=/;

/** The lines that say nothing, from 1: outside of values in quotes, which may go on over several. */
function strayLines(lines: readonly string[], read: Variables): readonly number[] {
  const stray: number[] = [];
  let quote = "";
  for (const [index, line] of lines.entries()) {
    if (quote !== "") {
      if (line.includes(quote)) quote = "";
      continue;
    }
    const value = assignment.test(line) ? line.slice(line.indexOf("=") + 1).trimStart() : null;
    const [first = ""] = value ?? "";
    const goesOn = /["'`]/.test(first) && value?.includes(first, 1) !== true;
    // A quote that nobody closes is a character.
    if (goesOn && lines.slice(index + 1).some((each) => each.includes(first))) quote = first;
    const exported = /^\s*export\s+([\w.-]+)\s*$/.exec(line)?.[1];
    const says =
      value !== null ||
      /^\s*(?:#.*)?$/.test(line) ||
      (exported !== undefined && Object.hasOwn(read, exported));
    if (!says) stray.push(index + 1);
  }
  return stray;
}

/** As `dotenv` reads it; the form holds no functions. */
function parseLines(file: string, text: string): ParsedEnvVars {
  const global: Record<string, string> = {};
  for (const [name, value] of Object.entries(parseEnv(text)))
    if (value !== undefined) global[name] = value;
  const lines = text.split("\n");
  const isEmpty = lines.every((line) => /^\s*(?:#.*)?$/.test(line));
  if (Object.keys(global).length === 0 && !isEmpty) {
    const line = lines.findIndex((each) => !/^\s*(?:#.*)?$/.test(each)) + 1;
    return fail(
      { file, line, column: 1 },
      "The file of variables is neither JSON nor lines of NAME=VALUE.",
      shape,
    );
  }
  const stray = strayLines(lines, global);
  if (stray.length > 0) {
    const faults = stray.slice(0, mostFaults).map((line) => ({
      location: { file, line, column: 1 },
      // What stands there may be the second half of a secret.
      message: "This line is neither NAME=VALUE nor a comment.",
      hint: "Write NAME=VALUE, put a value of several lines into quotes, or a # in front.",
    }));
    return { ok: false, faults };
  }
  const locate = (_name: string, variable?: string): SourceLocation => {
    const index = lines.findLastIndex((line) => assignment.exec(line)?.[1] === variable);
    if (variable === undefined || index === -1) return { file, line: 1, column: 1 };
    return { file, line: index + 1, column: (lines[index]?.indexOf(variable) ?? 0) + 1 };
  };
  return { ok: true, vars: { source: file, global, functions: {}, locate } };
}
