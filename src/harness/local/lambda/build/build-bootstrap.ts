import path from "node:path";
import { fileURLToPath } from "node:url";
import type { BuildCache } from "./build-cache.ts";
import { buildModule } from "./build-module.ts";
import { moduleBuildOptions } from "./build-options.ts";

/**
 * The file a runtime process starts with. Built JavaScript is used as it lies; a TypeScript one (the
 * harness run from source) is bundled first, since stripping types in every child doubles a cold start.
 */
export async function buildBootstrap(cache: BuildCache): Promise<string> {
  const extension = path.extname(fileURLToPath(import.meta.url));
  const file = fileURLToPath(new URL(`../runtime/bootstrap-child${extension}`, import.meta.url));
  if (extension !== ".ts") return file;
  const built = await buildModule(moduleBuildOptions(file), cache);
  return built.ok ? built.file : file;
}
