import { basename, dirname, extname, join, relative, resolve } from "node:path";
import { plainLogging, type FunctionDefinition } from "../../core/function-invoker.ts";
import { otherRuntimeOf } from "../../local/lambda/runtime-api/other-runtimes.ts";
import type { StandIn } from "../../local/lambda/stand-ins/stand-in.ts";
import { partitionOf } from "../../core/partition-of.ts";
import type { Resolved } from "../../model/template/template-model.ts";
import type { HandlerFile, ProjectModel, WiredFunction } from "../../model/wiring/project-model.ts";
import { readLambdaName } from "../../model/wiring/function-lookup.ts";
import { allFunctions } from "./all-functions.ts";
import { applyEnvVars } from "./env-vars/apply-env-vars.ts";
import { namesOf } from "./env-vars/check-env-vars.ts";
import { usedStandIns } from "./check-stand-ins.ts";
import { templateFolder, type Project } from "./load-project.ts";
import type { FunctionStandIn } from "./project-config.ts";

function known(value: Resolved<string>, fallback: string): string {
  return value.known ? value.value : fallback;
}

/** Only what can be known is passed on; a handler sees the variable as absent, as the note says. */
function environmentOf(
  { config }: Project,
  path: string,
  fn: WiredFunction,
): Readonly<Record<string, string>> {
  return applyEnvVars(fn.resource.environment, config.envVars, namesOf(path, fn)).environment;
}

/** The stack a function stands in: `""` and the template's folder, or `Child/` and that of its template. */
interface Stack {
  readonly prefix: string;
  readonly folder: string;
}

function define(project: Project, stack: Stack, fn: WiredFunction): FunctionDefinition | null {
  const { resource, handler: found, missing } = fn;
  const runner = project.runners.get(`${stack.prefix}${resource.logicalId}`);
  if (runner === undefined || runner.kind === "none") return null;
  // Without its file it fails as on AWS, and not as if the template had no such function.
  const handler = found ?? missing ?? bootstrapOf(project, stack, fn);
  if (handler === null || !resource.handler.known) return null;
  return {
    logicalId: `${stack.prefix}${resource.logicalId}`,
    functionName: known(resource.functionName, `${project.config.stackName}-${resource.logicalId}`),
    arn: resource.arn,
    handler: resource.handler.value,
    codeRoot: resolve(stack.folder, known(resource.codeUri, ".")),
    entryFile: resolve(project.config.root, handler.file),
    exportName: handler.exportName,
    runtime: known(resource.runtime, "nodejs24.x"),
    timeoutMs: resource.timeoutSeconds * 1000,
    memoryMb: resource.memoryMb,
    reservedConcurrency: resource.reservedConcurrency,
    logging: resource.logging,
    environment: environmentOf(project, `${stack.prefix}${resource.logicalId}`, fn),
    layers: project.layers.get(`${stack.prefix}${resource.logicalId}`)?.found ?? [],
    build: resource.buildProperties,
  };
}

/** A function on an OS-only runtime has no handler file: its program is all there is. */
function bootstrapOf({ config }: Project, stack: Stack, fn: WiredFunction): HandlerFile | null {
  const { runtime, codeUri, handler } = fn.resource;
  if (!runtime.known || otherRuntimeOf(runtime.value) !== "bootstrap") return null;
  const folder = resolve(stack.folder, known(codeUri, "."));
  const file = relative(config.root, join(folder, "bootstrap"));
  return { file, exportName: known(handler, "bootstrap") };
}

/** Milliseconds: a little more than an integration may take, so that the stage ends the wait. */
const standInTimeoutMs = 30_000;

/** The settings of a function outside the template are not known; it gets room enough. */
const standInMemoryMb = 1024;

function defineStandIn(
  project: Project,
  name: string,
  { file, exportName }: Extract<FunctionStandIn, { kind: "file" }>,
): FunctionDefinition {
  const { config, model } = project;
  const own = allFunctions(model).get(name);
  const entryFile = resolve(config.root, file);
  const lambda = readLambdaName(name);
  const functionName = lambda?.name ?? name;
  const { region, accountId, stackName } = config;
  const home = lambda?.home ?? `${region}:${accountId}`;
  return {
    logicalId: name,
    functionName:
      own === undefined ? functionName : known(own.resource.functionName, `${stackName}-${name}`),
    arn: own?.resource.arn ?? `arn:${partitionOf(region)}:lambda:${home}:function:${functionName}`,
    handler: `${basename(file, extname(file))}.${exportName}`,
    codeRoot: dirname(entryFile),
    entryFile,
    exportName,
    runtime: "nodejs24.x",
    timeoutMs: own === undefined ? standInTimeoutMs : own.resource.timeoutSeconds * 1000,
    memoryMb: own?.resource.memoryMb ?? standInMemoryMb,
    reservedConcurrency: own?.resource.reservedConcurrency ?? null,
    logging: own?.resource.logging ?? plainLogging,
    environment:
      own === undefined
        ? applyEnvVars({}, config.envVars, { logicalId: name, path: name, functionName })
            .environment
        : environmentOf(project, name, own),
    layers: [],
    build: null,
  };
}

function defineAll(
  project: Project,
  model: ProjectModel,
  stack: Stack,
): readonly FunctionDefinition[] {
  const own = model.functions
    .filter(
      (fn) => !Object.hasOwn(project.config.functions, `${stack.prefix}${fn.resource.logicalId}`),
    )
    .flatMap((fn) => define(project, stack, fn) ?? []);
  const nested = [...model.stacks].flatMap(([id, child]) =>
    defineAll(project, child, {
      prefix: `${stack.prefix}${id}/`,
      folder: dirname(resolve(project.config.root, child.template.file)),
    }),
  );
  return [...own, ...nested];
}

/**
 * The functions of a project whose runtime can run here, those of nested stacks as `Child/Function`; the
 * template reader notes those whose runtime cannot. One that lacks only its program is among them: it fails
 * with what is missing.
 * Where the configuration names a file for a function, that file runs in its place: under the
 * function's own settings, or, for a function outside the template, under the configured name.
 */
export function defineFunctions(project: Project): readonly FunctionDefinition[] {
  const { config, model } = project;
  const own = { prefix: "", folder: templateFolder(config) };
  const ofTemplate = defineAll(project, model, own);
  const ofFiles = [...usedStandIns(config, model)].flatMap((name) => {
    const standIn = config.functions[name];
    return standIn?.kind === "file" ? [defineStandIn(project, name, standIn)] : [];
  });
  return [...ofTemplate, ...ofFiles];
}

/** The servers and fixed results that answer in the place of functions, by configured name. */
export function defineStandIns({ config, model }: Project): ReadonlyMap<string, StandIn> {
  return new Map(
    [...usedStandIns(config, model)].flatMap((name): readonly (readonly [string, StandIn])[] => {
      const standIn = config.functions[name];
      if (standIn === undefined || standIn.kind === "file") return [];
      if (standIn.kind === "result") return [[name, standIn]];
      const own = allFunctions(model).get(name);
      const timeoutMs = own === undefined ? standInTimeoutMs : own.resource.timeoutSeconds * 1000;
      return [[name, { kind: "url", url: standIn.url, timeoutMs }]];
    }),
  );
}
