import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { BuildFailure, BuildOptions as EsbuildOptions, Loader, Message } from "esbuild";
import { isObject } from "../../../core/json.ts";
import type { SourceLocation } from "../../../core/problem.ts";
import { digest, type BuildCache, type ModuleFiles } from "./build-cache.ts";
import type { BuildOptions } from "./build-options.ts";
import { externalPackages } from "./external-packages.ts";
import { realFolder } from "./real-folder.ts";
import { steeringFiles } from "./steering-files.ts";

/** One thing esbuild found wrong with the source. */
export interface BuildError {
  readonly kind: "syntax" | "unresolved" | "settings";
  readonly text: string;
  /** `file` is absolute. */
  readonly location: SourceLocation | null;
}

/** A module on disk, ready to be imported, or what is wrong with its source. */
export type BuildResult =
  | ({ readonly ok: true; readonly file: string } & ModuleFiles)
  | ({ readonly ok: false; readonly errors: readonly BuildError[] } & ModuleFiles)
  /** esbuild itself is not there (its binary is an optional package). */
  | ({ readonly ok: false; readonly errors: null } & ModuleFiles);

const formatVersion = 3;

/**
 * Builds the user's source with esbuild into one module with a source map, or finds it in the cache.
 * `import.meta.url`, `__dirname` and their like speak of the source file, so that files beside it are found.
 */
export async function buildModule(options: BuildOptions, cache: BuildCache): Promise<BuildResult> {
  const key = digest(JSON.stringify([formatVersion, esbuildVersion(), options]));
  const known = cache.find(key);
  if (known !== null) return { ok: true, file: known, ...cache.filesOf(key) };
  const esbuild = await import("esbuild").catch(() => null);
  const { entryFile } = options;
  if (esbuild === null) return { ok: false, errors: null, inputs: [entryFile], externals: [] };
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
    const sources = sourcesOf(Object.keys(result.metafile.inputs), options.root);
    const inputs = [...sources, ...steeringFiles([entryFile, ...sources])];
    const externals = [...packages.files];
    const [code, sourceMap] = [text(extension), text(".map")];
    const file = cache.store(key, { code, sourceMap, extension, inputs, externals });
    return { ok: true, file, inputs, externals };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    const errors = explain(error, options.root);
    const places = errors.flatMap(({ location }) => location?.file ?? []);
    const inputs = [...new Set([entryFile, ...places])];
    return { ok: false, errors, inputs: [...inputs, ...steeringFiles(inputs)], externals: [] };
  }
}

/**
 * What of esbuild's list of inputs is a file.
 *
 * @param root what the inputs are relative to
 */
export function sourcesOf(inputs: readonly string[], root: string): readonly string[] {
  return inputs
    .filter((input) => !/^[\w-]+:/.test(input) && !input.startsWith("("))
    .map((input) => path.resolve(root, input));
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

/** Whether esbuild told of faults in the source. */
export function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && Array.isArray(Reflect.get(error, "errors"));
}

/** What esbuild only warns of, and what keeps names from their files: a base that is not there, paths it passes over. */
const aboutPaths = /base config file|substitution|"paths"|"baseUrl"|non-relative path/iu;

function isSettings({ location }: Message): boolean {
  return location !== null && /(?:^|[/\\])[jt]sconfig[^/\\]*\.json$/u.test(location.file);
}

function kindOf(message: Message): BuildError["kind"] {
  if (isSettings(message)) return "settings";
  return message.text.startsWith("Could not resolve") ? "unresolved" : "syntax";
}

/** A name that cannot be resolved may be one of a tsconfig that is broken: what is wrong there comes first. */
function explain({ errors, warnings }: BuildFailure, root: string): readonly BuildError[] {
  const causes = errors.some((message) => kindOf(message) === "unresolved")
    ? warnings.filter((message) => isSettings(message) && aboutPaths.test(message.text))
    : [];
  const all = [...errors, ...causes];
  return [...all.filter(isSettings), ...all.filter((message) => !isSettings(message))].map(
    (message) => describe(message, root),
  );
}

function describe(message: Message, root: string): BuildError {
  const at = message.location;
  return {
    kind: kindOf(message),
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
