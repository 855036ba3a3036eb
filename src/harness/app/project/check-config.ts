import { isObject } from "../../core/json.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import { ruleSeverity } from "./finding-settings.ts";
import { faultOfFunctions } from "./function-stand-ins.ts";
import type { LockstepConfig } from "./project-config.ts";
import { suggest } from "./select-codes.ts";

type Guard = (value: unknown) => boolean;

const isText: Guard = (value) => typeof value === "string" && value !== "";
const isTextMap: Guard = (value) =>
  isObject(value) && Object.values(value).every((member) => typeof member === "string");
/** True for an http or https URL. */
export function isEndpoint(value: unknown): boolean {
  return (
    typeof value === "string" && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
  );
}

const isTemplate: Guard = (value) =>
  isText(value) || (Array.isArray(value) && value.length > 0 && value.every(isText));
const isDynamo: Guard = (value) =>
  value === "auto" ||
  value === "dynoxide" ||
  value === "dynalite" ||
  (isObject(value) && isEndpoint(value["endpoint"]));
const isRuleMap: Guard = (value) =>
  isObject(value) &&
  Object.values(value).every((word) => typeof word === "string" && ruleSeverity(word) !== null);
const isSuppression: Guard = (value) =>
  isObject(value) &&
  isText(value["code"]) &&
  typeof value["reason"] === "string" &&
  value["reason"].trim() !== "" &&
  ["file", "pointer"].every((name) => value[name] === undefined || isText(value[name]));
const isSuppressionList: Guard = (value) => Array.isArray(value) && value.every(isSuppression);

/** What an option must be. */
interface Field {
  readonly guard: Guard;
  readonly expected: string;
  /** Where the value is an object, or a list of objects: the members it may have. */
  readonly members?: readonly string[];
}

const fields: Readonly<Record<keyof LockstepConfig, Field>> = {
  $schema: { guard: isText, expected: "a path or a URL" },
  template: { guard: isTemplate, expected: "a path, or a list of paths" },
  stage: { guard: isText, expected: "the name of a samconfig environment" },
  parameters: { guard: isTextMap, expected: "an object of strings" },
  region: { guard: isText, expected: "an AWS region" },
  accountId: {
    guard: (value) => typeof value === "string" && /^\d{12}$/.test(value),
    expected: "a string of 12 digits",
  },
  stackName: { guard: isText, expected: "a stack name" },
  contracts: { guard: isText, expected: "a folder" },
  providerStates: { guard: isText, expected: "a path" },
  provider: { guard: isText, expected: "a provider name" },
  events: { guard: isText, expected: "a folder" },
  strictStagePrefix: {
    guard: (value) => typeof value === "boolean",
    expected: "true or false",
  },
  dynamodb: {
    guard: isDynamo,
    expected: '"auto", "dynoxide", "dynalite" or { endpoint: URL }',
    members: ["endpoint"],
  },
  failOn: {
    guard: (value) =>
      value === "error" || value === "warning" || value === "warn" || value === "info",
    expected: '"error", "warning" or "info"',
  },
  rules: {
    guard: isRuleMap,
    expected: 'an object of codes, each "off", "info", "warn" or "error"',
  },
  suppress: {
    guard: isSuppressionList,
    expected: "a list of { code, file?, pointer?, reason }, each with a reason",
    members: ["code", "file", "pointer", "reason"],
  },
  baseline: { guard: isText, expected: "a path" },
  functions: {
    guard: (value) => faultOfFunctions(value) === null,
    expected: "functions by name, each a file, an http URL or { result: … }",
  },
};

/** The names of every option. */
export const optionNames: readonly string[] = Object.keys(fields);

function isConfig(value: {
  readonly [key: string]: unknown;
}): value is LockstepConfig & { readonly [key: string]: unknown } {
  return Object.entries(fields).every(
    ([name, { guard }]) => value[name] === undefined || guard(value[name]),
  );
}

function refuse(message: string, hint?: string): LockstepError {
  return new LockstepError({
    code: "project/config-invalid",
    message,
    ...(hint === undefined ? {} : { hint }),
  });
}

function assertKnown(
  names: readonly string[],
  known: readonly string[],
  file: string,
  within: string,
): void {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const shown = known.filter((name) => name !== "$schema").join(", ");
  const near = suggest(unknown, known, `The options${within} are ${shown}.`);
  throw refuse(`${file} sets "${unknown}"${within}, which is not an option.`, near);
}

/** Members of objects in the configuration are as easily misspelt as its options. */
function assertMembersKnown(value: { readonly [key: string]: unknown }, file: string): void {
  for (const [name, { members }] of Object.entries(fields)) {
    if (members === undefined) continue;
    const held = value[name];
    const list: readonly unknown[] = Array.isArray(held) ? held : [held];
    for (const each of list) {
      if (isObject(each)) assertKnown(Object.keys(each), members, file, ` of ${name}`);
    }
  }
}

/** The parameter whose value is wrong; what the others hold may be secret. */
function wrongMember(name: string, value: unknown): string | null {
  if (name !== "parameters" || !isObject(value)) return null;
  return Object.keys(value).find((key) => typeof value[key] !== "string") ?? null;
}

/**
 * Checks what a configuration file exports; a typo fails at once.
 * Throws `project/config-invalid`, naming the file, the field, what was expected and what was found.
 */
export function checkConfig(value: unknown, file: string): LockstepConfig {
  if (!isObject(value)) {
    throw refuse(
      `${file} does not export a configuration object.`,
      "Write `export default defineConfig({ … })`.",
    );
  }
  assertKnown(Object.keys(value), optionNames, file, "");
  assertMembersKnown(value, file);
  if (isConfig(value)) return value;
  const wrong = Object.entries(fields).find(
    ([name, { guard }]) => value[name] !== undefined && !guard(value[name]),
  );
  const [name, { expected }] = wrong ?? ["", { expected: "something else" }];
  const fault = name === "functions" ? faultOfFunctions(value[name]) : null;
  if (fault !== null) throw refuse(`${file} ${fault.message}`, fault.hint);
  const member = wrongMember(name, value[name]);
  if (member !== null)
    throw refuse(
      `${file} sets "${name}" to an object whose "${member}" is not text; expected ${expected}.`,
    );
  throw refuse(`${file} sets "${name}" to ${JSON.stringify(value[name])}; expected ${expected}.`);
}
