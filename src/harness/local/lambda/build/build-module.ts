import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { BuildFailure, BuildOptions as EsbuildOptions, Loader, Message } from "esbuild";
import { isObject } from "../../../core/json.ts";
import type { SourceLocation } from "../../../core/problem.ts";
import { digest, type BuildCache } from "./build-cache.ts";
import type { BuildOptions } from "./build-options.ts";
import { externalPackages } from "./external-packages.ts";
import { realFolder } from "./real-folder.ts";

/** One thing esbuild found wrong with the source. */
export interface BuildError {
  readonly kind: "syntax" | "unresolved";
  readonly text: string;
  /** `file` is absolute. */
  readonly location: SourceLocation | null;
}

/** A module on disk, ready to be imported, or what is wrong with its source. */
export type BuildResult =
  | { readonly ok: true; readonly file: string }
  | { readonly ok: false; readonly errors: readonly BuildError[] }
  /** esbuild itself is not there (its binary is an optional package). */
  | { readonly ok: false; readonly errors: null };

const formatVersion = 3;

/**
 * Builds the user's source with esbuild into one module with a source map, or finds it in the cache.
 * `import.meta.url`, `__dirname` and their like speak of the source file, so that files beside it are found.
 */
export async function buildModule(options: BuildOptions, cache: BuildCache): Promise<BuildResult> {
  const key = digest(JSON.stringify([formatVersion, esbuildVersion(), options]));
  const known = cache.find(key);
  if (known !== null) return { ok: true, file: known };
  const esbuild = await import("esbuild").catch(() => null);
  if (esbuild === null) return { ok: false, errors: null };
  const packages = externalPackages(options);
  const extension = options.format === "esm" ? ".mjs" : ".cjs";
  try {
    const result = await esbuild.build({
      ...esbuildOptions(options),
      outfile: path.join(realFolder(cache.folder), `${key}${extension}`),
      plugins: [packages.plugin],
      write: false,
      metafile: true,
    });
    const text = (suffix: string): string =>
      result.outputFiles.find((file) => file.path.endsWith(suffix))?.text ?? "";
    const inputs = Object.keys(result.metafile.inputs)
      .filter((input) => !/^[\w-]+:/.test(input) && !input.startsWith("("))
      .map((input) => path.resolve(options.root, input));
    const file = cache.store(key, {
      code: text(extension),
      sourceMap: text(".map"),
      extension,
      inputs: [...inputs, ...steeringFiles(options.entryFile)],
      externals: [...packages.files],
    });
    return { ok: true, file };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    return { ok: false, errors: error.errors.map((message) => describe(message, options.root)) };
  }
}

function esbuildOptions(options: BuildOptions): EsbuildOptions {
  const source = sourceIdentity(options.entryFile);
  const loader = Object.entries(options.loader).flatMap(([extension, name]) =>
    isLoader(name) ? [[extension, name] as const] : [],
  );
  return {
    entryPoints: [options.entryFile],
    absWorkingDir: options.root,
    bundle: true,
    platform: "node",
    format: options.format,
    target: options.target.split(","),
    sourcemap: "external",
    sourcesContent: false,
    logLevel: "silent",
    banner: { js: bannerOf(options) },
    footer: { js: options.footer },
    define: { ...source, ...options.define },
    loader: Object.fromEntries(loader),
    alias: { ...options.alias },
    keepNames: options.keepNames,
    ...(options.mainFields.length === 0 ? {} : { mainFields: [...options.mainFields] }),
  };
}

/** What `import.meta` and the CommonJS path variables become. */
function sourceIdentity(entryFile: string): Record<string, string> {
  const [file, folder] = [JSON.stringify(entryFile), JSON.stringify(path.dirname(entryFile))];
  return {
    "import.meta.url": JSON.stringify(pathToFileURL(entryFile).href),
    "import.meta.filename": file,
    "import.meta.dirname": folder,
    __filename: file,
    __dirname: folder,
  };
}

/**
 * An ES module has no `require`, which CommonJS packages kept outside need; a banner of the
 * template's that declares one is left alone.
 */
function bannerOf(options: BuildOptions): string {
  const url = JSON.stringify(pathToFileURL(options.entryFile).href);
  const own = options.banner.replaceAll("import.meta.url", url);
  const declares = /\b(?:const|let|var)\s+require\b/.test(own);
  if (options.format === "cjs" || declares) return own;
  const require = `import { createRequire as lockstepCreateRequire } from "node:module"; const require = lockstepCreateRequire(${url});`;
  return own === "" ? require : `${require}\n${own}`;
}

/** Files that steer a build without being part of it, whether they are there or not. */
function steeringFiles(entryFile: string): readonly string[] {
  const found: string[] = [];
  for (let folder = path.dirname(entryFile); ; folder = path.dirname(folder)) {
    found.push(path.join(folder, "tsconfig.json"));
    if (readOrNull(path.join(folder, "package.json")) !== null) {
      return [...found, path.join(folder, "package.json")];
    }
    if (folder === path.dirname(folder)) return found;
  }
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

let knownVersion: string | null = null;

function esbuildVersion(): string {
  if (knownVersion !== null) return knownVersion;
  try {
    const file = createRequire(import.meta.url).resolve("esbuild/package.json");
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    knownVersion = isObject(value) ? String(value["version"]) : "unknown";
  } catch {
    knownVersion = "none";
  }
  return knownVersion;
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && Array.isArray(Reflect.get(error, "errors"));
}

function describe(message: Message, root: string): BuildError {
  const at = message.location;
  return {
    kind: message.text.startsWith("Could not resolve") ? "unresolved" : "syntax",
    text: message.text,
    location:
      at === null
        ? null
        : { file: path.resolve(root, at.file), line: at.line, column: at.column + 1 },
  };
}

const loaders: readonly Loader[] = [
  "base64",
  "binary",
  "copy",
  "css",
  "dataurl",
  "empty",
  "file",
  "js",
  "json",
  "jsx",
  "text",
  "ts",
  "tsx",
];

function isLoader(name: string): name is Loader {
  return loaders.some((loader) => loader === name);
}
