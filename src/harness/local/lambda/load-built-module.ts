import { randomBytes } from "node:crypto";
import { copyFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { BuildOptions } from "./build/build-options.ts";

/** The module this runs in, as CommonJS has it: an ES module, bundled or not, sees none. */
const own = typeof module === "object" ? module : null;
const isCommonJs = own !== null;

/**
 * Build options for a module this process loads. Where the harness itself runs as CommonJS (jest's
 * default mode) the module is CommonJS too, so that it shares its packages with the test; banners
 * written for an ES module are left out then.
 */
export function loadableOptions(options: BuildOptions): BuildOptions {
  if (!isCommonJs) return { ...options, format: "esm" };
  if (options.format === "cjs") return options;
  return { ...options, format: "cjs", banner: "", footer: "" };
}

const loads = new Map<string, number>();

/** Which load of a module this is: names of the next run are the same, and Node.js finds what it compiled for them. */
function countLoad(moduleUrl: string): number {
  const count = (loads.get(moduleUrl) ?? 0) + 1;
  loads.set(moduleUrl, count);
  return count;
}

/**
 * Loads a module built with `loadableOptions`. Every call runs it anew: a module loaded again under
 * the same name would be the same instance.
 *
 * @param moduleUrl URL of the built file; of the source itself where nothing could build it
 * @param folder folder of built files, the only ones a copy is put beside
 */
export async function loadBuiltModule(moduleUrl: string, folder: string): Promise<unknown> {
  // Stack lines of what the module throws then point at its source.
  process.setSourceMapsEnabled(true);
  if (own === null) return import(`${moduleUrl}?instance=${countLoad(moduleUrl).toString(16)}`);
  const instance = randomBytes(6).toString("hex");
  const file = fileURLToPath(moduleUrl);
  if (path.dirname(file) !== folder) {
    const source: unknown = own.require(file);
    return source;
  }
  const extension = path.extname(file);
  const copy = `${file.slice(0, -extension.length)}.${instance}${extension}`;
  copyFileSync(file, copy);
  try {
    const loaded: unknown = own.require(copy);
    return loaded;
  } finally {
    rmSync(copy, { force: true });
  }
}
