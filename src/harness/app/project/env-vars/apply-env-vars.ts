import { reservedVariables } from "../../../model/template/environment-limits.ts";
import type { Resolved } from "../../../model/template/template-model.ts";
import { globalMember, type EnvVars, type EnvVarSettings, type Variables } from "./env-vars.ts";

/** What a function goes by. */
export interface FunctionNames {
  readonly logicalId: string;
  /** With the stacks it is nested in: `Child/Function`. */
  readonly path: string;
  readonly functionName: string;
}

/** The member of the variables that is for a function; `null` where none is. The first name found counts, as in SAM CLI. */
export function memberFor(
  { functions }: EnvVars,
  { logicalId, path, functionName }: FunctionNames,
): string | null {
  return [logicalId, path, functionName].find((name) => Object.hasOwn(functions, name)) ?? null;
}

/** A variable that was given and is not passed. */
export interface LeftVariable {
  /** The member it stands in; `Parameters` for the global ones. */
  readonly member: string;
  readonly variable: string;
  readonly why: "undeclared" | "reserved";
}

/** The variables a function gets, and those it does not. */
export interface AppliedVariables {
  readonly environment: Variables;
  readonly left: readonly LeftVariable[];
}

/**
 * A function's variables with those given from outside: the template's value, over it the global one, over
 * that the function's own. As in SAM CLI only what the template declares is passed, unless all is asked for;
 * what Lambda reserves is never passed. The developer's shell has no part in it.
 *
 * @param declared the function's variables in the template, Globals merged
 */
export function applyEnvVars(
  declared: Readonly<Record<string, Resolved<string>>>,
  { vars, passAll }: EnvVarSettings,
  names: FunctionNames,
): AppliedVariables {
  const environment: Record<string, string> = {};
  const left: LeftVariable[] = [];
  for (const [name, value] of Object.entries(declared))
    if (value.known) environment[name] = value.value;
  if (vars === null) return { environment, left };
  const own = memberFor(vars, names);
  const give = (member: string, variables: Variables): void => {
    for (const [variable, value] of Object.entries(variables)) {
      if (reservedVariables.has(variable)) left.push({ member, variable, why: "reserved" });
      else if (passAll || Object.hasOwn(declared, variable)) environment[variable] = value;
      else left.push({ member, variable, why: "undeclared" });
    }
  };
  give(globalMember, vars.global);
  if (own !== null) give(own, vars.functions[own] ?? {});
  return { environment, left };
}
