import { isBuiltin, registerHooks } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { FunctionLayer } from "../../../core/function-invoker.ts";
import {
  belowOpt,
  holdsPackage,
  layerModuleFolders,
  pathsInLayers,
} from "../layers/layer-paths.ts";

/** A package, and no path or URL. */
function isBare(specifier: string): boolean {
  return !/^(?:\.{0,2}\/|[a-z][a-z\d+.-]*:)/i.test(specifier) && !isBuiltin(specifier);
}

/** Of a URL its path, as files have it. */
function pathOf(specifier: string): string {
  if (!specifier.startsWith("file:///")) return specifier;
  try {
    return decodeURIComponent(new URL(specifier).pathname);
  } catch {
    return specifier;
  }
}

/**
 * Lets modules find what layers hold: paths below `/opt`, for `import` and `require`; and packages, for
 * `import` too, as Lambda's Node.js searches NODE_PATH for it since nodejs18 (AWS Compute blog, "Node.js
 * 18.x runtime now available in AWS Lambda"). `require` searches NODE_PATH by itself.
 *
 * @param layers without any nothing is changed
 * @param nodeMajor of the function's runtime
 */
export function resolveFromLayers(layers: readonly FunctionLayer[], nodeMajor: number): void {
  if (layers.length === 0) return;
  const folders = layerModuleFolders(layers, nodeMajor);
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const isImport = context.conditions.includes("import");
      const inOpt = belowOpt(pathOf(specifier));
      for (const file of inOpt === null ? [] : candidates(layers, inOpt)) {
        try {
          return nextResolve(isImport ? pathToFileURL(file).href : file, context);
        } catch {
          // Another layer may have it.
        }
      }
      try {
        return nextResolve(specifier, context);
      } catch (error) {
        if (!isImport || nodeMajor < 18 || !isBare(specifier)) throw error;
        const folder = folders.find((each) => holdsPackage(each, specifier));
        if (folder === undefined) throw error;
        const parentURL = pathToFileURL(join(dirname(folder), "index.mjs")).href;
        return nextResolve(specifier, { ...context, parentURL });
      }
    },
  });
}

/** `require` leaves out extensions: where no layer has the very file, those that have its folder are asked. */
function candidates(layers: readonly FunctionLayer[], inOpt: string): readonly string[] {
  const exact = pathsInLayers(layers, inOpt);
  const name = inOpt.slice(inOpt.lastIndexOf("/") + 1);
  const folders = inOpt.includes("/") ? pathsInLayers(layers, dirname(inOpt)) : [];
  return [...exact, ...folders.map((folder) => join(folder, name))];
}
