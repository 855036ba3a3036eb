import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { LockstepError } from "../../core/lockstep-error.ts";
import { formatLocation } from "../../core/problem.ts";
import { createBuildCache } from "./build/build-cache.ts";
import { buildModule, type BuildError } from "./build/build-module.ts";
import { moduleBuildOptions } from "./build/build-options.ts";
import { loadableOptions, loadBuiltModule } from "./load-built-module.ts";
import { lookAt } from "./look-at.ts";

/** Where the user's modules are looked for and kept. */
export interface UserModuleOptions {
  /** Places in messages are shown relative to this folder. */
  readonly root: string;
  /** Folder for built modules (`<root>/.lockstep/cache`); a temporary one by default. */
  readonly cacheFolder?: string;
  /** Told of every file that goes into the module, by absolute path, whether it can be built or not. */
  readonly onFile?: (file: string) => void;
}

/**
 * Loads a module of the user's (configuration, provider states) into this process: TypeScript and
 * JavaScript alike, local imports bundled, packages loaded from their own folders.
 * Throws `LockstepError` `lambda/module-not-loadable` with file:line:column of each syntax error.
 *
 * @example
 * const { default: configuration } = await loadUserModule("/app/lockstep.config.ts", { root: "/app" });
 */
export async function loadUserModule(
  file: string,
  options: UserModuleOptions,
): Promise<Readonly<Record<string, unknown>>> {
  const shown = path.relative(options.root, file).replaceAll("\\", "/");
  if (lookAt(file)?.isFile() !== true) {
    throw broken(`There is no file ${shown}.`, []);
  }
  const temporary = options.cacheFolder === undefined;
  const folder = options.cacheFolder ?? mkdtempSync(path.join(tmpdir(), "lockstep-module-"));
  try {
    const cache = createBuildCache(path.join(folder, "modules"));
    const built = await buildModule(loadableOptions(moduleBuildOptions(file)), cache);
    for (const input of built.inputs) options.onFile?.(input);
    if (!built.ok && built.errors !== null) {
      throw broken(
        `${shown} cannot be built.`,
        built.errors.map((error) => tell(error, options.root)),
      );
    }
    return await importNamespace(built.ok ? built.file : file, cache.folder, shown);
  } finally {
    if (temporary) rmSync(folder, { recursive: true, force: true });
  }
}

async function importNamespace(
  file: string,
  folder: string,
  shown: string,
): Promise<Readonly<Record<string, unknown>>> {
  try {
    const loaded = await loadBuiltModule(pathToFileURL(file).href, folder);
    return typeof loaded === "object" && loaded !== null ? { ...loaded } : {};
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? String(error)) : String(error);
    throw broken(`${shown} failed while it was loaded.`, stack.split("\n"), error);
  }
}

function tell(error: BuildError, root: string): string {
  if (error.location === null) return error.text;
  const file = path.relative(root, error.location.file).replaceAll("\\", "/");
  return `${formatLocation({ ...error.location, file })}: ${error.text}`;
}

function broken(message: string, details: readonly string[], cause?: unknown): LockstepError {
  const first = details[0];
  return new LockstepError({
    code: "lambda/module-not-loadable",
    message: first === undefined ? message : `${message} ${first}`,
    details,
    ...(cause === undefined ? {} : { cause }),
  });
}
