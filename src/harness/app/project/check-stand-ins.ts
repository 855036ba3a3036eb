import { resolve } from "node:path";
import { createProblem, type Problem, type SourceLocation } from "../../core/problem.ts";
import { suggestNames } from "../../core/suggest-names.ts";
import { keyOfReference } from "../../model/wiring/match-configured-function.ts";
import type { ProjectModel, WiredOperation } from "../../model/wiring/project-model.ts";
import { allFunctions } from "./all-functions.ts";
import { placeInConfig } from "./place-in-config.ts";
import type { FunctionStandIn, ResolvedConfig } from "./project-config.ts";
import { createTextFiles } from "./project-files.ts";
import { lookAt } from "../../local/lambda/look-at.ts";

/** The key under `functions` of the configuration that answers for an operation, `null` when none does. */
export function configuredFunctionOf(
  { functions }: Pick<ResolvedConfig, "functions">,
  { integration, function: fn }: WiredOperation,
): string | null {
  if (integration.kind === "foreign-lambda") return integration.configured;
  const logicalId = fn?.resource.logicalId;
  return logicalId !== undefined && Object.hasOwn(functions, logicalId) ? logicalId : null;
}

/** The keys under `functions` that answer for something of this project. */
export function usedStandIns(
  config: Pick<ResolvedConfig, "functions">,
  model: ProjectModel,
): ReadonlySet<string> {
  const operations = model.apis.flatMap((api) => api.operations);
  const ofOperations = operations.map((wired) => configuredFunctionOf(config, wired));
  const ofAuthorizers = operations.map(({ authorization: { authorizer } }) =>
    authorizer.kind === "lambda" ? authorizer.functionId : null,
  );
  const ofTemplate = allFunctions(model).keys();
  return new Set(
    [...ofOperations, ...ofAuthorizers, ...ofTemplate].flatMap((name) =>
      name !== null && Object.hasOwn(config.functions, name) ? [name] : [],
    ),
  );
}

/** Names a key could have meant: functions of the template, and those outside that nothing answers for. */
function namesOf(model: ProjectModel): readonly string[] {
  const outside = model.apis.flatMap((api) =>
    api.operations.flatMap(({ integration, authorization: { authorizer } }) => [
      ...(integration.kind === "foreign-lambda" && integration.configured === null
        ? [keyOfReference(integration.reference)]
        : []),
      ...(authorizer.kind === "lambda" && authorizer.functionId === null
        ? [keyOfReference(authorizer.reference)]
        : []),
    ]),
  );
  return [...new Set([...allFunctions(model).keys(), ...outside])];
}

/** Which configuration file a project has, and below which root. */
type ConfigPlace = Pick<ResolvedConfig, "root" | "configFile">;

/** Where the configuration names what answers for a function. */
function placeOf(
  { root, configFile = null }: ConfigPlace,
  name: string,
): { readonly location?: SourceLocation } {
  const text = configFile === null ? null : createTextFiles(root).read(configFile);
  if (configFile === null || text === null) return {};
  return { location: placeInConfig(configFile, text, ["functions", name]) };
}

/** What is wrong with a key that answers for nothing of these templates. */
export function reportUnused(
  name: string,
  models: readonly ProjectModel[],
  config: ConfigPlace,
): Problem {
  const names = [...new Set(models.flatMap(namesOf))];
  const templates = models.map(({ template }) => template.file).join(", ");
  const nearest = suggestNames(name, names);
  const listed = names.length === 0 ? "none" : names.join(", ");
  return createProblem({
    code: "project/configured-function-unused",
    message: `The configuration sets functions[${JSON.stringify(name)}], and no operation or function of ${templates} goes by that name.`,
    ...placeOf(config, name),
    hint:
      nearest.length === 0
        ? `It can answer for: ${listed}.`
        : `Did you mean ${nearest.map((each) => JSON.stringify(each)).join(" or ")}?`,
  });
}

function checkFile(
  name: string,
  standIn: FunctionStandIn,
  config: ConfigPlace,
): readonly Problem[] {
  if (standIn.kind !== "file") return [];
  const entry = lookAt(resolve(config.root, standIn.file));
  if (entry?.isFile() === true) return [];
  return [
    createProblem({
      code: "project/configured-function-not-found",
      message: `The configuration sets functions[${JSON.stringify(name)}] to ${standIn.file}; there is no such file.`,
      ...placeOf(config, name),
    }),
  ];
}

/** What is wrong with `functions` of the configuration, seen beside the project. */
export function checkStandIns(
  config: ConfigPlace & Pick<ResolvedConfig, "functions">,
  model: ProjectModel,
): readonly Problem[] {
  const { functions } = config;
  const used = usedStandIns({ functions }, model);
  return Object.entries(functions).flatMap(([name, standIn]) =>
    used.has(name) ? checkFile(name, standIn, config) : [reportUnused(name, [model], config)],
  );
}
