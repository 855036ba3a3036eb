import { statSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { FunctionDefinition, FunctionFailure } from "../../../core/function-invoker.ts";
import { formatLocation } from "../../../core/problem.ts";
import { runtimeMajor } from "../runtime-major.ts";
import { describeFailure } from "../runtime/describe-failure.ts";
import { checkHandlerName } from "../runtime/load-handler.ts";
import type { BuildCache, ModuleFiles } from "./build-cache.ts";
import { buildModule, type BuildError } from "./build-module.ts";
import { functionBuildOptions, type BuildOptions } from "./build-options.ts";

/** A function whose module can be imported, or why it cannot. */
export type PreparedFunction =
  | ({ readonly ok: true; readonly moduleUrl: string } & ModuleFiles)
  | ({ readonly ok: false; readonly failure: FunctionFailure } & ModuleFiles);

/**
 * Makes a function's module ready to be imported. TypeScript and functions with `BuildProperties` are
 * built; plain JavaScript runs as it is.
 */
export async function prepareFunction(
  definition: FunctionDefinition,
  cache: BuildCache,
): Promise<PreparedFunction> {
  const missing = missingSource(definition);
  if (missing !== null) return missing;
  if (definition.build === null && /\.[cm]?js$/.test(definition.entryFile)) {
    return asItLies(definition);
  }
  return buildFunction(definition, functionBuildOptions(definition), cache);
}

/** Why a function cannot be run at all: no Node.js runtime, or no source file. */
export function missingSource(
  definition: FunctionDefinition,
): Extract<PreparedFunction, { ok: false }> | null {
  const { runtime, entryFile, handler } = definition;
  if (runtimeMajor(runtime) === null) {
    const text = `The runtime ${runtime} is not emulated: only Node.js functions run locally.`;
    return initFailure("Runtime.InvalidRuntime", text, []);
  }
  const misnamed = misnamedHandler(handler);
  if (misnamed !== null) return misnamed;
  if (statSync(entryFile, { throwIfNoEntry: false })?.isFile() === true) return null;
  const text = `Error: Cannot find module '${handler.slice(0, handler.lastIndexOf("."))}' (looked for ${entryFile})`;
  const failure = initFailure("Runtime.ImportModuleError", text, []);
  return { ...failure, inputs: [entryFile] };
}

/** A module that is imported from its own place; what it imports is not known. */
function asItLies({ entryFile }: FunctionDefinition): PreparedFunction {
  const moduleUrl = pathToFileURL(entryFile).href;
  return { ok: true, moduleUrl, inputs: [], externals: [entryFile] };
}

/** The name is judged before the file is looked for. */
function misnamedHandler(handler: string): Extract<PreparedFunction, { ok: false }> | null {
  try {
    checkHandlerName(handler);
    return null;
  } catch (error) {
    const failure = describeFailure(error, "init", 24);
    return { ok: false, failure, inputs: [], externals: [] };
  }
}

/** Builds a function with the given options; what is wrong with its source becomes an init failure. */
export async function buildFunction(
  definition: FunctionDefinition,
  options: BuildOptions,
  cache: BuildCache,
): Promise<PreparedFunction> {
  const built = await buildModule(options, cache);
  const { inputs, externals } = built;
  if (built.ok) return { ok: true, moduleUrl: pathToFileURL(built.file).href, inputs, externals };
  if (built.errors !== null) return { ...sourceFailure(built.errors), inputs };
  const inPackages = definition.entryFile.includes(`${path.sep}node_modules${path.sep}`);
  if (definition.build === null && !inPackages) {
    return asItLies(definition);
  }
  const text = "esbuild is needed to build this function and is not installed for this platform.";
  return initFailure("Runtime.ImportModuleError", text, []);
}

function sourceFailure(errors: readonly BuildError[]): PreparedFunction {
  const lines = errors.map((error) =>
    error.location === null ? error.text : `${formatLocation(error.location)}: ${error.text}`,
  );
  const unresolved =
    errors.some(({ kind }) => kind === "unresolved") &&
    errors.every(({ kind }) => kind !== "syntax");
  const [type, name] = unresolved
    ? ["Runtime.ImportModuleError", "Error"]
    : ["Runtime.UserCodeSyntaxError", "SyntaxError"];
  return initFailure(type, `${name}: ${lines[0] ?? "the source cannot be built"}`, lines);
}

function initFailure(
  errorType: string,
  errorMessage: string,
  trace: readonly string[],
): Extract<PreparedFunction, { ok: false }> {
  const failure: FunctionFailure = { kind: "init", errorType, errorMessage, trace };
  return { ok: false, failure, inputs: [], externals: [] };
}
