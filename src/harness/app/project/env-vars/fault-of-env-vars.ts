import { isObject } from "../../../core/json.ts";
import { readEnvVarObject } from "./parse-env-vars.ts";

/** What is wrong with `envVars` of a configuration. What the variables hold is not in it. */
export interface EnvVarsConfigFault {
  /** The members that lead to it. */
  readonly path: readonly string[];
  /** The end of a sentence that begins with the file. */
  readonly message: string;
  readonly hint: string;
}

/** The first thing that is wrong with an object of variables; `null` for a sound one. */
export function faultOfEnvVars(value: unknown): EnvVarsConfigFault | null {
  if (!isObject(value)) {
    const message = 'sets "envVars" to no path and no object of variables.';
    return { path: ["envVars"], message, hint: 'Name a file ("env.json"), or write an object.' };
  }
  const paths: (readonly string[])[] = [];
  const read = readEnvVarObject(value, {
    locate: (path) => {
      paths.push(path);
      return { file: "" };
    },
    numberAt: (_path, number) => String(number),
  });
  const fault = read.ok ? undefined : read.faults[0];
  if (fault === undefined) return null;
  const message = `has variables that cannot be passed: ${fault.message}`;
  return { path: ["envVars", ...(paths[0] ?? [])], message, hint: fault.hint };
}
