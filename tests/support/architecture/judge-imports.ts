import { isBuiltin } from "node:module";
import type { Layer } from "./layer-table.ts";
import { reachFrom, type GraphImport, type ModuleGraph } from "./module-graph.ts";

const packageItself = "lockstep-sam";
const harness = "src/harness/";
const orders = "src/orders/";
/** Layers outside `core` and `model` that must not know Node.js either. */
const alsoPure: ReadonlySet<string> = new Set(["changes"]);

/** The layer a file of the harness lies in, or why it lies in none. */
export function locateLayer(
  file: string,
  layers: ReadonlyMap<string, Layer>,
): Layer | { readonly unknown: string } {
  const [wing = "", folder = "", ...below] = file.slice(harness.length).split("/");
  const core = layers.get("core");
  if (wing === "core" && core !== undefined) return core;
  const layer = layers.get(folder);
  if (layer === undefined || layer.wing !== wing || below.length === 0) {
    return { unknown: `${file}: lies in no layer of the table in ARCHITECTURE.md` };
  }
  return layer;
}

/**
 * Judge every import below src by the layer table.
 *
 * @param mainEntry file of the package's main entry; layers that a row opens "only in their own entries" may
 *   not be reached from it
 * @returns one line per broken rule: `file:line: what is wrong`
 */
export function judgeImports(
  graph: ModuleGraph,
  layers: ReadonlyMap<string, Layer>,
  mainEntry: string,
): readonly string[] {
  const main = new Set(reachFrom(graph, mainEntry, () => true).keys());
  const broken: string[] = [];
  for (const [file, imports] of graph) {
    const layer = file.startsWith(harness) ? locateLayer(file, layers) : undefined;
    if (layer !== undefined && "unknown" in layer) {
      broken.push(layer.unknown);
      continue;
    }
    for (const each of imports) {
      const wrong =
        layer === undefined
          ? judgeOutside(file, each)
          : judgeInside(layer, each, { layers, graph, reachedFromMain: main.has(file) });
      if (wrong !== undefined) broken.push(`${file}:${String(each.line)}: ${wrong}`);
    }
  }
  return broken;
}

function judgeOutside(file: string, each: GraphImport): string | undefined {
  const reachesHarness =
    each.target?.startsWith(harness) === true || isPackageItself(each.specifier);
  return file.startsWith(orders) && reachesHarness
    ? "the reference service imports the harness"
    : undefined;
}

interface Surroundings {
  readonly layers: ReadonlyMap<string, Layer>;
  readonly graph: ModuleGraph;
  readonly reachedFromMain: boolean;
}

function judgeInside(layer: Layer, each: GraphImport, around: Surroundings): string | undefined {
  if (isPackageItself(each.specifier)) return "the harness imports itself by its package name";
  if (each.target === undefined) {
    const pure = layer.wing === "core" || layer.wing === "model" || alsoPure.has(layer.name);
    return pure && isBuiltin(each.specifier)
      ? `${layer.name} is pure, it may not import ${each.specifier}`
      : undefined;
  }
  if (!each.target.startsWith(harness)) return `${each.specifier} leaves the harness`;
  if (each.target.endsWith(".ts") && !around.graph.has(each.target)) {
    return `${each.specifier} does not exist`;
  }
  const target = locateLayer(each.target, around.layers);
  if ("unknown" in target) return target.unknown;
  if (target.name === layer.name || layer.mayImport.has(target.name)) return undefined;
  if (!layer.ownEntriesOnly.has(target.name)) {
    return `${layer.name} may not import ${target.name} (${each.specifier})`;
  }
  return around.reachedFromMain
    ? `${layer.name} may import ${target.name} only where the main entry does not reach`
    : undefined;
}

function isPackageItself(specifier: string): boolean {
  return specifier === packageItself || specifier.startsWith(`${packageItself}/`);
}
