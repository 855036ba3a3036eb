import { readdirSync, type Dirent } from "node:fs";
import path from "node:path";
import type { FunctionDefinition } from "../../../core/function-invoker.ts";
import type { BuildCache } from "../build/build-cache.ts";
import { prepareFunction, type PreparedFunction } from "../build/prepare-function.ts";
import { steeringFiles } from "../build/steering-files.ts";
import { pathsInLayers } from "../layers/layer-paths.ts";
import { traceModule } from "./trace-module.ts";

/** A function made ready, with the files that decide what it does. */
export interface PreparedSource {
  readonly prepared: PreparedFunction;
  /** Absolute paths of the files that decide what is built. */
  readonly inputs: readonly string[];
  /** Those that are loaded from where they lie: another content of them needs a new process. */
  readonly loaded: readonly string[];
}

/** So many files of a program are watched; beyond, the rest is not. */
const mostFiles = 2000;

const notCode: ReadonlySet<string> = new Set([
  "node_modules",
  "__pycache__",
  "venv",
  "cdk.out",
  "site-packages",
]);

const pythonFile = /\.(?:py|json|toml|ini|ya?ml|txt|so)$/;

/**
 * Makes a function ready to run and finds the files it is made of: those of its build; for JavaScript that
 * runs as it lies those it imports; for Python those below its folder and in its layers; for a program the program.
 *
 * @param program absolute path of what runs a function of another runtime than Node.js; `null` without one
 */
export async function prepareSource(
  definition: FunctionDefinition,
  cache: BuildCache,
  program: string | null,
): Promise<PreparedSource> {
  const { runtime, entryFile, codeRoot, layers } = definition;
  if (!runtime.startsWith("nodejs")) {
    const folders = [codeRoot, ...pathsInLayers(layers, "python")];
    const code = runtime.startsWith("python") ? folders.flatMap(listCode) : [];
    const loaded = [...new Set([entryFile, ...(program === null ? [] : [program]), ...code])];
    const prepared = { ok: true, moduleUrl: "", inputs: [], externals: [] } as const;
    return { prepared, inputs: [], loaded };
  }
  const prepared = await prepareFunction(definition, cache);
  const { inputs, externals } = prepared;
  if (!prepared.ok) return { prepared, inputs, loaded: [] };
  // Nothing went into a build: the module runs as it lies.
  if (inputs.length === 0) return { prepared, inputs, loaded: await traceModule(definition) };
  return { prepared, inputs, loaded: [...externals, ...steeringFiles(externals)] };
}

function listCode(root: string): readonly string[] {
  const found: string[] = [];
  const folders = [root];
  for (const folder of folders) {
    for (const entry of entriesOf(folder)) {
      const file = path.join(folder, entry.name);
      const isKept = !entry.name.startsWith(".") && !notCode.has(entry.name);
      if (entry.isDirectory() && isKept) folders.push(file);
      if (entry.isFile() && pythonFile.test(entry.name)) found.push(file);
      if (found.length >= mostFiles || folders.length > mostFiles) return found;
    }
  }
  return found;
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
