import { existsSync } from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { OnResolveArgs, OnResolveResult, Plugin, PluginBuild, ResolveResult } from "esbuild";
import { belowOpt, holdsPackage, layerModuleFolders, pathInLayer } from "../layers/layer-paths.ts";
import type { BuildOptions } from "./build-options.ts";
import { isCommonJs } from "./is-common-js.ts";

const asked = Symbol("asked");
const namespace = "lockstep-commonjs";
const moduleNamespace = "lockstep-module";

/** What the plugin does, and what it found. */
export interface ExternalPackages {
  readonly plugin: Plugin;
  /** Absolute paths of the package files the built module loads. */
  readonly files: ReadonlySet<string>;
}

/**
 * Keeps packages out of a bundle: each import is resolved from the importing file, by esbuild's own
 * rules, and left as an absolute path, so that the built module may lie anywhere. CommonJS packages
 * go through a `require` esbuild wraps, so that named imports work exactly as they do bundled; so do
 * ES modules in a CommonJS build, where Node's `require` loads them.
 * TypeScript in packages (linked workspaces) and JSON are bundled. What the template keeps out comes from
 * a layer first, as there it is nowhere else; anything else only where nothing nearer has it. A path below
 * `/opt` leads into the layers.
 */
export function externalPackages({
  external: kept,
  format,
  layers,
  nodeMajor,
}: PackageOptions): ExternalPackages {
  const files = new Set<string>();
  const rules = { kept, format, files, layers, folders: layerModuleFolders(layers, nodeMajor) };
  const plugin: Plugin = {
    name: "lockstep-external-packages",
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, async (args) => {
        if (args.kind === "entry-point" || args.pluginData === asked) return undefined;
        if (isBuiltin(args.path) || path.isAbsolute(args.path)) return undefined;
        return resolvePackage(build, args, rules);
      });
      build.onResolve({ filter: /^\/opt\// }, async (args) =>
        args.kind === "entry-point" || args.pluginData === asked
          ? undefined
          : resolveBelowOpt(build, args, rules),
      );
      build.onLoad({ filter: /.*/, namespace }, (args) => ({
        contents: `module.exports = require(${JSON.stringify(args.path)});`,
        loader: "js",
        resolveDir: path.dirname(args.path),
      }));
      build.onLoad({ filter: /.*/, namespace: moduleNamespace }, (args) => {
        const file = JSON.stringify(args.path);
        const contents = `export * from ${file}; export { default } from ${file};`;
        return { contents, loader: "js", resolveDir: path.dirname(args.path) };
      });
      for (const inner of [namespace, moduleNamespace]) {
        build.onResolve({ filter: /.*/, namespace: inner }, (args) => ({
          path: args.path,
          external: true,
        }));
      }
    },
  };
  return { plugin, files };
}

type PackageOptions = Pick<BuildOptions, "external" | "format" | "layers" | "nodeMajor">;

interface PackageRules extends Pick<BuildOptions, "format" | "layers"> {
  readonly kept: readonly string[];
  readonly files: Set<string>;
  /** `node_modules` of layers, the first that has a package counts. */
  readonly folders: readonly string[];
}

async function resolvePackage(
  build: PluginBuild,
  args: OnResolveArgs,
  rules: PackageRules,
): Promise<OnResolveResult | undefined> {
  if (args.namespace === namespace || args.namespace === moduleNamespace) {
    return { path: args.path, external: true };
  }
  const { kind, resolveDir, importer, path: specifier } = args;
  const isKept = rules.kept.some((pattern) => matches(pattern, specifier));
  const kinds = { kind, importer, namespace: args.namespace, pluginData: asked };
  const fromLayer = async (): Promise<ResolveResult | null> => {
    const folder = rules.folders.find((each) => holdsPackage(each, specifier));
    if (folder === undefined) return null;
    const resolved = await build.resolve(specifier, { ...kinds, resolveDir: path.dirname(folder) });
    return resolved.errors.length > 0 ? null : resolved;
  };
  const first = isKept ? await fromLayer() : null;
  if (first !== null) return settle(first, kind, rules);
  const near = await build.resolve(specifier, { ...kinds, resolveDir });
  const found = near.errors.length > 0 ? await fromLayer() : near;
  if (found !== null) return settle(found, kind, rules);
  return isKept ? { path: specifier, external: true } : undefined;
}

/** The last layer that has the file; where none has, it is the machine's own `/opt`, or nothing. */
async function resolveBelowOpt(
  build: PluginBuild,
  args: OnResolveArgs,
  rules: PackageRules,
): Promise<OnResolveResult | undefined> {
  const inOpt = belowOpt(args.path);
  if (inOpt === null) return undefined;
  for (const layer of rules.layers.toReversed()) {
    const file = pathInLayer(layer, inOpt);
    if (file === null || !existsSync(path.dirname(file))) continue;
    const { kind, importer, namespace: within } = args;
    const resolveDir = path.dirname(file);
    const asking = { kind, importer, namespace: within, resolveDir, pluginData: asked };
    const found = await build.resolve(`./${path.basename(file)}`, asking);
    if (found.errors.length === 0) return settle(found, kind, rules);
  }
  const isKept = rules.kept.some((pattern) => matches(pattern, args.path));
  return isKept ? { path: args.path, external: true } : undefined;
}

/** How the built module loads what was found: from where it lies, or as a part of itself. */
function settle(
  found: ResolveResult,
  kind: OnResolveArgs["kind"],
  { format, files }: PackageRules,
): OnResolveResult {
  if (found.external || found.namespace !== "file" || isBundled(found.path)) {
    return { path: found.path, external: found.external, namespace: found.namespace };
  }
  files.add(found.path);
  const required = kind === "require-call" || kind === "require-resolve";
  if (required) return { path: found.path, external: true };
  if (isCommonJs(found.path)) return { path: found.path, namespace };
  // A CommonJS build turns the statement into `require`, which takes no URL.
  if (format === "cjs" && kind === "import-statement") {
    return { path: found.path, namespace: moduleNamespace };
  }
  return { path: pathToFileURL(found.path).href, external: true };
}

/** Source of a linked workspace, TypeScript, and JSON (an import of it needs an attribute outside a bundle). */
function isBundled(file: string): boolean {
  return (
    !file.includes(`${path.sep}node_modules${path.sep}`) || /\.(?:[cm]?tsx?|jsx|json)$/.test(file)
  );
}

/** esbuild's `external`: a name with everything below it, or a pattern with one `*`. */
function matches(pattern: string, specifier: string): boolean {
  const star = pattern.indexOf("*");
  if (star === -1) return specifier === pattern || specifier.startsWith(`${pattern}/`);
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return specifier.startsWith(head) && specifier.endsWith(tail);
}
