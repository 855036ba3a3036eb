import { existsSync } from "node:fs";
import path from "node:path";
import type { FunctionLayer } from "../../../core/function-invoker.ts";

/** Where a path below `/opt` would lie in a layer; `null` where the layer has nothing there. */
export function pathInLayer({ folder, below }: FunctionLayer, inOpt: string): string | null {
  if (below === "") return path.join(folder, inOpt);
  if (inOpt === below) return folder;
  return inOpt.startsWith(`${below}/`) ? path.join(folder, inOpt.slice(below.length + 1)) : null;
}

/** Where a path below `/opt` lies in layers: those that have it, the last layer first, since its files win. */
export function pathsInLayers(layers: readonly FunctionLayer[], inOpt: string): readonly string[] {
  return layers
    .toReversed()
    .flatMap((layer) => pathInLayer(layer, inOpt) ?? [])
    .filter((each) => existsSync(each));
}

/** The part below `/opt`; `null` for a path that does not lie there, or leads out of it again. */
export function belowOpt(file: string): string | null {
  const plain = path.posix.normalize(file);
  return plain.startsWith("/opt/") ? plain.slice("/opt/".length) : null;
}

/**
 * A list of folders as variables hold it, with those of `/opt` where the layers lie. One that no layer has
 * stays as it is.
 *
 * @example
 * withLayerFolders("/usr/bin:/opt/bin", layers) // "/usr/bin:/app/layers/tools/bin"
 */
export function withLayerFolders(list: string, layers: readonly FunctionLayer[]): string {
  if (layers.length === 0 || !list.includes("/opt")) return list;
  return list
    .split(path.delimiter)
    .flatMap((entry) => {
      const inOpt = belowOpt(entry.replace(/\/+$/, ""));
      const found = inOpt === null ? [] : pathsInLayers(layers, inOpt);
      return found.length === 0 ? [entry] : found;
    })
    .join(path.delimiter);
}

/** The `node_modules` folders of layers that a runtime looks into, in its order. */
export function layerModuleFolders(
  layers: readonly FunctionLayer[],
  nodeMajor: number,
): readonly string[] {
  return [`nodejs/node${nodeMajor}/node_modules`, "nodejs/node_modules"].flatMap((inOpt) =>
    pathsInLayers(layers, inOpt),
  );
}

/** Whether a `node_modules` folder itself has the package of a specifier: `@scope/name/part`. */
export function holdsPackage(folder: string, specifier: string): boolean {
  const name = specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1);
  return existsSync(path.join(folder, ...name));
}
