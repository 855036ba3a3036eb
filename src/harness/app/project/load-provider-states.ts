import { resolve } from "node:path";
import { isObject } from "../../core/json.ts";
import { loadUserModule } from "../../local/lambda/load-user-module.ts";
import { cacheFolder } from "./project-files.ts";
import type { ResolvedConfig } from "./project-config.ts";

/**
 * The provider states module's export: `default`, else `providerStates`; `null` when the project has
 * no such module. Throws `LockstepError` with file, line and column when it does not load.
 */
export async function loadProviderStates(
  config: ResolvedConfig,
): Promise<{ readonly [name: string]: unknown } | null> {
  if (config.providerStates === null) return null;
  const file = resolve(config.root, config.providerStates);
  const module = await loadUserModule(file, {
    root: config.root,
    cacheFolder: cacheFolder(config.root),
  });
  const states = module["default"] ?? module["providerStates"];
  return isObject(states) ? states : null;
}
