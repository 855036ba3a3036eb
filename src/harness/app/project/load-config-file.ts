import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { parseJson } from "../../core/json.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import { findJsonError } from "../../model/events/find-json-error.ts";
import { noteFile } from "./file-journal.ts";
import { cacheFolder } from "./project-files.ts";

/** A configuration file and what it exports. */
export interface LoadedConfigFile {
  readonly file: string;
  readonly value: unknown;
}

const names = [
  "lockstep.config.ts",
  "lockstep.config.mts",
  "lockstep.config.mjs",
  "lockstep.config.js",
  "lockstep.config.json",
];

function defaultExport(module: unknown): unknown {
  return typeof module === "object" && module !== null ? Reflect.get(module, "default") : undefined;
}

function findConfigFile(root: string, named: string | undefined): string | null {
  const isThere = (name: string): boolean => {
    noteFile(resolve(root, name), "presence");
    return existsSync(resolve(root, name));
  };
  const file = named ?? names.find(isThere);
  if (file === undefined) return null;
  if (isThere(file)) return file;
  throw new LockstepError({
    code: "project/config-unreadable",
    message: `There is no configuration file at ${file}.`,
    hint: "Correct --config; the path is relative to the project root.",
  });
}

function unreadable(file: string, error: unknown): unknown {
  if (LockstepError.is(error)) {
    return new LockstepError({
      code: "project/config-unreadable",
      message: error.summary,
      // The summary names the first place itself.
      details: error.details.filter((line) => !error.summary.includes(line)),
      cause: error,
    });
  }
  return new LockstepError({
    code: "project/config-unreadable",
    message: `${file} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
    cause: error,
  });
}

function readJson(root: string, file: string): unknown {
  noteFile(resolve(root, file), "content");
  const text = readFileSync(resolve(root, file), "utf8");
  const error = findJsonError(text);
  if (error === null) return parseJson(text);
  const before = text.slice(0, error.offset).split("\n");
  throw new LockstepError({
    code: "project/config-unreadable",
    message: `${file}:${before.length}:${(before.at(-1)?.length ?? 0) + 1} is not JSON: ${error.message}.`,
  });
}

/**
 * Loads the project's configuration file: the one named, or the first of the usual names; `null`
 * without one. Throws `project/config-unreadable` when it is not there or does not load.
 */
export async function loadConfigFile(
  root: string,
  named: string | undefined,
): Promise<LoadedConfigFile | null> {
  const file = findConfigFile(root, named);
  if (file === null) return null;
  try {
    if (file.endsWith(".json")) return { file, value: readJson(root, file) };
    const { loadUserModule } = await import("../../local/lambda/load-user-module.ts");
    const module = await loadUserModule(resolve(root, file), {
      root,
      cacheFolder: cacheFolder(root),
      onFile: (input) => noteFile(input, "content"),
    });
    return { file, value: defaultExport(module) };
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** As `loadConfigFile` without waiting: TypeScript is left to Node's own type stripping. */
export function loadConfigFileNow(
  root: string,
  named: string | undefined,
): LoadedConfigFile | null {
  const file = findConfigFile(root, named);
  if (file === null) return null;
  try {
    if (file.endsWith(".json")) return { file, value: readJson(root, file) };
    const module: unknown = createRequire(resolve(root, file))(resolve(root, file));
    return { file, value: defaultExport(module) };
  } catch (error) {
    throw unreadable(file, error);
  }
}
