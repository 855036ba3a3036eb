import { createProblem, type Problem } from "../../../core/problem.ts";
import { suggestNames } from "../../../core/suggest-names.ts";
import {
  environmentBytes,
  maxEnvironmentBytes,
} from "../../../model/template/environment-limits.ts";
import type { ProjectModel, WiredFunction } from "../../../model/wiring/project-model.ts";
import { allFunctions } from "../all-functions.ts";
import {
  applyEnvVars,
  memberFor,
  type AppliedVariables,
  type FunctionNames,
  type LeftVariable,
} from "./apply-env-vars.ts";
import { globalMember, type EnvVars, type EnvVarSettings } from "./env-vars.ts";

/** The names a function of a project goes by. */
export function namesOf(path: string, { resource }: WiredFunction): FunctionNames {
  const { logicalId, functionName } = resource;
  return { logicalId, path, functionName: functionName.known ? functionName.value : logicalId };
}

interface Given extends AppliedVariables {
  readonly names: FunctionNames;
  readonly fn: WiredFunction;
}

/**
 * What is wrong with variables given from outside, seen beside the functions: names no function has, and
 * variables that are not passed. What a variable holds is in none of the findings.
 */
export function checkEnvVars(settings: EnvVarSettings, model: ProjectModel): readonly Problem[] {
  const { vars } = settings;
  if (vars === null) return [];
  const given = [...allFunctions(model)].map(([path, fn]): Given => {
    const names = namesOf(path, fn);
    return { names, fn, ...applyEnvVars(fn.resource.environment, settings, names) };
  });
  return [
    ...unknownFunctions(vars, given),
    ...leftVariables(vars, given),
    ...given.flatMap((each) => tooLarge(vars, each)),
    ...containerHosts(vars),
  ];
}

function unknownFunctions(vars: EnvVars, given: readonly Given[]): readonly Problem[] {
  const used = new Set(given.map(({ names }) => memberFor(vars, names)));
  const known = [...new Set(given.flatMap(({ names }) => Object.values<string>({ ...names })))];
  return Object.keys(vars.functions)
    .filter((name) => !used.has(name))
    .map((name) => {
      const shadowed = known.includes(name);
      const near = suggestNames(name, [...known, globalMember]);
      const listed = given.length === 0 ? "none" : given.map(({ names }) => names.path).join(", ");
      return createProblem({
        code: "project/env-vars-unknown-function",
        message: shadowed
          ? `${vars.source} has variables for ${name}, and others for the same function by another of its names; those count.`
          : `${vars.source} has variables for ${name}, and no function goes by that name.`,
        location: vars.locate(name),
        hint: shadowed
          ? "Put them together: the logical id comes first, then Stack/Function, then FunctionName."
          : near.length === 0
            ? `The functions are: ${listed}. Variables for all of them stand under "${globalMember}".`
            : `Did you mean ${near.join(" or ")}?`,
      });
    });
}

/** Each variable once: of the global ones those that no function takes. */
function leftVariables(vars: EnvVars, given: readonly Given[]): readonly Problem[] {
  const left = new Map<string, { readonly each: LeftVariable; readonly owners: string[] }>();
  const declared = (owners: readonly string[]): readonly string[] => [
    ...new Set(
      given
        .filter(({ names }) => owners.includes(names.path))
        .flatMap(({ fn }) => Object.keys(fn.resource.environment)),
    ),
  ];
  for (const { left: own, names } of given) {
    for (const each of own) {
      const key = JSON.stringify([each.member, each.variable]);
      const known = left.get(key) ?? { each, owners: [] };
      known.owners.push(names.path);
      left.set(key, known);
    }
  }
  return [...left.values()].flatMap(({ each, owners }): readonly Problem[] => {
    if (each.why === "reserved") return [reserved(vars, each)];
    const isGlobal = each.member === globalMember;
    if (isGlobal && owners.length < given.length) return [];
    const near = suggestNames(each.variable, declared(owners));
    return [undeclared(vars, each, isGlobal ? null : owners.join(" and "), near)];
  });
}

function reserved(vars: EnvVars, { member, variable }: LeftVariable): Problem {
  return createProblem({
    code: "project/env-vars-reserved",
    message: `${vars.source} sets ${variable}, which Lambda sets itself and lets no function set; it is not passed.`,
    location: vars.locate(member, variable),
    hint: hintAtReserved(variable),
  });
}

function hintAtReserved(variable: string): string {
  if (/^AWS_(?:DEFAULT_)?REGION$/.test(variable)) return "Set the region with --region.";
  return `Take ${variable} out of the variables.`;
}

function undeclared(
  vars: EnvVars,
  { member, variable }: LeftVariable,
  owner: string | null,
  near: readonly string[],
): Problem {
  const what =
    owner === null
      ? `${variable}, which no function declares in the template`
      : `${variable} for ${owner}, which does not declare it in the template`;
  const declare = `Declare ${variable} under Environment.Variables of ${owner ?? "a function, or of Globals"}, so that it is there when deployed; or pass what is not declared with --env-vars-all.`;
  return createProblem({
    code: "project/env-vars-undeclared",
    message: `${vars.source} sets ${what}; it is not passed.`,
    location: vars.locate(member, variable),
    hint: near.length === 0 ? declare : `Did you mean ${near.join(" or ")}? ${declare}`,
  });
}

/** Names that Docker and Podman give to the machine inside of containers. */
const containerHost =
  /\b(?:(?:host|gateway)\.docker\.internal|host\.containers\.internal|docker\.for\.mac\.(?:localhost|host\.internal))\b/i;

/** Files made for SAM CLI lead out of its containers; here functions are on the machine itself. */
function containerHosts(vars: EnvVars): readonly Problem[] {
  return [[globalMember, vars.global] as const, ...Object.entries(vars.functions)].flatMap(
    ([member, variables]) =>
      Object.entries(variables).flatMap(([variable, value]) => {
        const host = containerHost.exec(value)?.[0];
        if (host === undefined) return [];
        return [
          createProblem({
            code: "project/env-vars-container-host",
            message: `${vars.source} sets ${variable} to an address at ${host}, a name that containers have for this machine.`,
            location: vars.locate(member, variable),
          }),
        ];
      }),
  );
}

/** Lambda would refuse so much; the template's own part has its own finding. */
function tooLarge(vars: EnvVars, { environment, names, fn }: Given): readonly Problem[] {
  const bytes = environmentBytes(environment);
  const ofTemplate = applyEnvVars(fn.resource.environment, { vars: null, passAll: false }, names);
  if (bytes <= maxEnvironmentBytes) return [];
  if (environmentBytes(ofTemplate.environment) > maxEnvironmentBytes) return [];
  return [
    createProblem({
      code: "project/env-vars-too-large",
      message: `With the variables of ${vars.source}, ${names.path} has more than Lambda allows.`,
      location: vars.locate(memberFor(vars, names) ?? globalMember),
      expected: `at most ${maxEnvironmentBytes} bytes, as JSON`,
      actual: `${bytes} bytes`,
    }),
  ];
}
