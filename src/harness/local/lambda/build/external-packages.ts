import { existsSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from "esbuild";
import { isObject } from "../../../core/json.ts";

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
 * TypeScript in packages (linked workspaces) and JSON are bundled.
 */
export function externalPackages(kept: readonly string[], format: "esm" | "cjs"): ExternalPackages {
  const files = new Set<string>();
  const plugin: Plugin = {
    name: "lockstep-external-packages",
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, async (args) => {
        if (args.kind === "entry-point" || args.pluginData === asked) return undefined;
        if (isBuiltin(args.path) || path.isAbsolute(args.path)) return undefined;
        return resolvePackage(build, args, { kept, format, files });
      });
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

interface PackageRules {
  readonly kept: readonly string[];
  readonly format: "esm" | "cjs";
  readonly files: Set<string>;
}

async function resolvePackage(
  build: PluginBuild,
  args: OnResolveArgs,
  { kept, format, files }: PackageRules,
): Promise<OnResolveResult | undefined> {
  if (args.namespace === namespace || args.namespace === moduleNamespace) {
    return { path: args.path, external: true };
  }
  const { kind, resolveDir, importer, path: specifier } = args;
  const found = await build.resolve(specifier, {
    kind,
    resolveDir,
    importer,
    namespace: args.namespace,
    pluginData: asked,
  });
  if (found.errors.length > 0) {
    return kept.some((pattern) => matches(pattern, specifier))
      ? { path: specifier, external: true }
      : undefined;
  }
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

function isCommonJs(file: string): boolean {
  if (/\.(?:cjs|node)$/.test(file)) return true;
  if (!file.endsWith(".js")) return false;
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, "package.json");
    if (existsSync(manifest)) {
      const value: unknown = JSON.parse(readFileSync(manifest, "utf8"));
      return !isObject(value) || value["type"] !== "module";
    }
    if (folder === path.dirname(folder)) return true;
  }
}

/** esbuild's `external`: a name with everything below it, or a pattern with one `*`. */
function matches(pattern: string, specifier: string): boolean {
  const star = pattern.indexOf("*");
  if (star === -1) return specifier === pattern || specifier.startsWith(`${pattern}/`);
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return specifier.startsWith(head) && specifier.endsWith(tail);
}
