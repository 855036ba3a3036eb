import { isObject } from "../../core/json.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import { formatLocation } from "../../core/problem.ts";
import type { RestChoices } from "../../core/rest-choices.ts";
import { faultOfCaller } from "./caller/configured-caller.ts";
import { faultOfEnvVars } from "./env-vars/fault-of-env-vars.ts";
import { ruleSeverity } from "./finding-settings.ts";
import { faultOfFunctions } from "./function-stand-ins.ts";
import { identityMembers, isConfiguredIdentity } from "./identity/configured-identity.ts";
import { placeInConfig } from "./place-in-config.ts";
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
const restChoices: Readonly<Record<keyof RestChoices, Guard>> = {
  remapAuthenticate: (value) => typeof value === "boolean",
  numericHeaders: (value) => value === "text" || value === "refuse",
  listSizes: (value) => typeof value === "boolean",
};
const isRestChoices: Guard = (value) =>
  isObject(value) &&
  Object.entries(restChoices).every(
    ([name, guard]) => value[name] === undefined || guard(value[name]),
  );
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
const isServerMap: Guard = (value) =>
  isObject(value) &&
  Object.entries(value).every(
    ([base, target]) => isEndpoint(base) && (target === true || isEndpoint(target)),
  );

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
  eventSchemas: {
    guard: (value) => Array.isArray(value) && value.every(isText),
    expected: "a list of paths",
  },
  strictStagePrefix: {
    guard: (value) => typeof value === "boolean",
    expected: "true or false",
  },
  restApi: {
    guard: isRestChoices,
    expected: "an object of the choices for REST APIs",
    members: Object.keys(restChoices),
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
  envVars: {
    guard: (value) => value === false || isText(value) || faultOfEnvVars(value) === null,
    expected: "a path, an object of variables, or false",
  },
  as: {
    guard: (value) => isText(value) || faultOfCaller(value) === null,
    expected: "a path, or a caller",
  },
  identity: {
    guard: isConfiguredIdentity,
    expected:
      "an object of issuers, accessKeys and apiKeys, each an object of strings (an access key may be { secret, arn }), and sourceIp, an IP address",
    members: identityMembers,
  },
  throttling: { guard: (value) => typeof value === "boolean", expected: "true or false" },
  envVarsAll: { guard: (value) => typeof value === "boolean", expected: "true or false" },
  layers: {
    guard: (value) => isObject(value) && Object.values(value).every(isText),
    expected: "an object of folders by ARN or logical id",
  },
  integrations: {
    guard: isServerMap,
    expected: "http or https URLs of servers, each with the URL that answers for it or true",
  },
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

function refuse(message: string, hint?: string, details: readonly string[] = []): LockstepError {
  return new LockstepError({
    code: "project/config-invalid",
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(details.length === 0 ? {} : { details }),
  });
}

/** The first fault as the message, the others below it. */
function refuseFaults(faults: readonly Fault[], file: string, text: string | null): LockstepError {
  const where = (path: readonly string[]): string =>
    text === null ? file : formatLocation(placeInConfig(file, text, path));
  const [first, ...others] = faults.map(({ path, message, hint }) => ({
    sentence: `${where(path)} ${message}`,
    hint,
  }));
  if (first === undefined) return refuse(`${file} is no configuration.`);
  return refuse(
    first.sentence,
    first.hint,
    others.map(({ sentence, hint }) => (hint === undefined ? sentence : `${sentence} ${hint}`)),
  );
}

/** Who mends these sees the rest; each is looked up in the text. */
const mostFaults = 20;

/** One thing that is wrong: the member, what is wrong with it, and what to do. */
interface Fault {
  /** The members that lead to it. */
  readonly path: readonly string[];
  /** The end of a sentence that begins with the file. */
  readonly message: string;
  readonly hint?: string;
}

function findUnknown(
  names: readonly string[],
  known: readonly string[],
  within: readonly string[],
): readonly Fault[] {
  const of = within.length === 0 ? "" : ` of ${within.join(".")}`;
  const shown = known.filter((name) => name !== "$schema").join(", ");
  return names
    .filter((name) => !known.includes(name))
    .slice(0, mostFaults)
    .map((name) => ({
      path: [...within, name],
      message: `sets "${name}"${of}, which is not an option.`,
      hint: suggest(name, known, `The options${of} are ${shown}.`),
    }));
}

/** Members of objects in the configuration are as easily misspelt as its options. */
function findUnknownMembers(value: { readonly [key: string]: unknown }): readonly Fault[] {
  return Object.entries(fields).flatMap(([name, { members }]) => {
    if (members === undefined) return [];
    const held = value[name];
    const list: readonly unknown[] = Array.isArray(held) ? held : [held];
    return list
      .flatMap((each) => (isObject(each) ? findUnknown(Object.keys(each), members, [name]) : []))
      .slice(0, mostFaults);
  });
}

function findWrongValues(
  value: { readonly [key: string]: unknown },
  told: readonly Fault[],
): readonly Fault[] {
  return Object.entries(fields).flatMap(([name, { guard, expected }]): readonly Fault[] => {
    const held = value[name];
    // A misspelt member within says more than that the whole is wrong.
    if (held === undefined || guard(held) || told.some(({ path }) => path[0] === name)) return [];
    if (name === "envVars") return [faultOfEnvVars(held) ?? { path: [name], message: "" }];
    if (name === "as") {
      const wrong = faultOfCaller(held);
      const path = [name, ...(wrong?.path ?? [])];
      return [{ path, message: `sets "as" to no path and no caller: ${wrong?.message ?? ""}.` }];
    }
    const fault = name === "functions" ? faultOfFunctions(held) : null;
    const member = wrongMember(name, held);
    if (member !== null) {
      const message = `sets "${name}" to an object whose "${member}" is not text; expected ${expected}.`;
      return [{ path: [name, member], message }];
    }
    return fault === null
      ? [
          {
            path: [name],
            message: `sets "${name}" to ${JSON.stringify(held)}; expected ${expected}.`,
          },
        ]
      : [{ path: [name], ...fault }];
  });
}

/** The parameter whose value is wrong; what the others hold may be secret. */
function wrongMember(name: string, value: unknown): string | null {
  if (name !== "parameters" || !isObject(value)) return null;
  return Object.keys(value).find((key) => typeof value[key] !== "string") ?? null;
}

/**
 * Checks what a configuration file exports; a typo fails at once.
 * Throws `project/config-invalid`, naming of each fault the place, the field, what was expected and what was found.
 *
 * @param text the file's text, for lines; `null` where it is not known
 */
export function checkConfig(
  value: unknown,
  file: string,
  text: string | null = null,
): LockstepConfig {
  if (!isObject(value)) {
    throw refuse(
      `${file} does not export a configuration object.`,
      "Write `export default defineConfig({ … })`.",
    );
  }
  const unknown = [
    ...findUnknown(Object.keys(value), optionNames, []),
    ...findUnknownMembers(value),
  ];
  const faults = [...unknown, ...findWrongValues(value, unknown)];
  if (faults.length === 0 && isConfig(value)) return value;
  throw refuseFaults(faults, file, text);
}
