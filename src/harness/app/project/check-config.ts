import { isObject } from "../../core/json.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import { faultOfFunctions } from "./function-stand-ins.ts";
import type { LockstepConfig } from "./project-config.ts";

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

const isDynamo: Guard = (value) =>
  value === "auto" ||
  value === "dynoxide" ||
  value === "dynalite" ||
  (isObject(value) && isEndpoint(value["endpoint"]));

const fields: Readonly<Record<keyof LockstepConfig, readonly [guard: Guard, expected: string]>> = {
  template: [isText, "a path"],
  stage: [isText, "the name of a samconfig environment"],
  parameters: [isTextMap, "an object of strings"],
  region: [isText, "an AWS region"],
  accountId: [
    (value) => typeof value === "string" && /^\d{12}$/.test(value),
    "a string of 12 digits",
  ],
  stackName: [isText, "a stack name"],
  contracts: [isText, "a folder"],
  providerStates: [isText, "a path"],
  provider: [isText, "a provider name"],
  events: [isText, "a folder"],
  strictStagePrefix: [(value) => typeof value === "boolean", "true or false"],
  dynamodb: [isDynamo, '"auto", "dynoxide", "dynalite" or { endpoint: URL }'],
  functions: [
    (value) => faultOfFunctions(value) === null,
    "functions by name, each a file, an http URL or { result: … }",
  ],
  failOn: [
    (value) => value === "error" || value === "warning" || value === "info",
    '"error", "warning" or "info"',
  ],
};

function isConfig(value: {
  readonly [key: string]: unknown;
}): value is LockstepConfig & { readonly [key: string]: unknown } {
  return Object.entries(fields).every(
    ([name, [guard]]) => value[name] === undefined || guard(value[name]),
  );
}

function nearestField(name: string): string | undefined {
  const plain = name.toLowerCase();
  return Object.keys(fields).find((field) => field.toLowerCase().startsWith(plain.slice(0, 4)));
}

/**
 * Checks what a configuration file exports; a typo fails at once.
 * Throws `project/config-invalid`, naming the file, the field, what was expected and what was found.
 */
export function checkConfig(value: unknown, file: string): LockstepConfig {
  if (!isObject(value)) {
    throw new LockstepError({
      code: "project/config-invalid",
      message: `${file} does not export a configuration object.`,
      hint: "Write `export default defineConfig({ … })`.",
    });
  }
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(fields, name));
  if (unknown !== undefined) {
    const near = nearestField(unknown);
    throw new LockstepError({
      code: "project/config-invalid",
      message: `${file} sets "${unknown}", which is not an option.`,
      hint:
        near === undefined
          ? `The options are ${Object.keys(fields).join(", ")}.`
          : `Did you mean "${near}"?`,
    });
  }
  if (isConfig(value)) return value;
  const wrong = Object.entries(fields).find(
    ([name, [guard]]) => value[name] !== undefined && !guard(value[name]),
  );
  const [name, [, expected]] = wrong ?? ["", [isText, "something else"]];
  const fault = name === "functions" ? faultOfFunctions(value[name]) : null;
  if (fault !== null) {
    throw new LockstepError({
      code: "project/config-invalid",
      message: `${file} ${fault.message}`,
      hint: fault.hint,
    });
  }
  throw new LockstepError({
    code: "project/config-invalid",
    message: `${file} sets "${name}" to ${JSON.stringify(value[name])}; expected ${expected}.`,
  });
}
