import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseJson } from "../../core/json.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import { loadUserModule } from "../../local/lambda/load-user-module.ts";
import { cacheFolder } from "./project-files.ts";

const names = ["lockstep.config.ts", "lockstep.config.mts", "lockstep.config.mjs", "lockstep.config.js", "lockstep.config.json"];

function defaultExport(module: unknown): unknown {
  return typeof module === "object" && module !== null ? Reflect.get(module, "default") : undefined;
}

async function loadValue(root: string, file: string): Promise<unknown> {
  if (file.endsWith(".json")) return parseJson(readFileSync(resolve(root, file), "utf8"));
  return defaultExport(await loadUserModule(resolve(root, file), { root, cacheFolder: cacheFolder(root) }));
}

/**
 * Loads the project's configuration file: the one named, or the first of the usual names; `null`
 * without one. Throws `project/config-unreadable` when it is not there or does not load.
 */
export async function loadConfigFile(root: string, named: string | undefined): Promise<{ readonly file: string; readonly value: unknown } | null> {
  const file = named ?? names.find((name) => existsSync(resolve(root, name)));
  if (file === undefined) return null;
  if (!existsSync(resolve(root, file))) {
    throw new LockstepError({ code: "project/config-unreadable", message: `There is no configuration file at ${file}.` });
  }
  try {
    return { file, value: await loadValue(root, file) };
  } catch (error) {
    if (LockstepError.is(error)) throw error;
    throw new LockstepError({
      code: "project/config-unreadable",
      message: `${file} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
      cause: error,
    });
  }
}
