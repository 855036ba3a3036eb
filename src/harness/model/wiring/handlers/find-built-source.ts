import type { TextFiles } from "../../../core/ports.ts";
import { joinPath, parentFolders } from "../project-path.ts";
import { isIgnored } from "./is-ignored.ts";
import { filesOfModule } from "./module-candidates.ts";

/** Folders that a build writes. */
const buildFolder = /^(?:dist|build|out|lib|\.aws-sam|\.build|\.esbuild|\.webpack)$/;

interface OutputFolder {
  readonly outDir: string;
  readonly sources: readonly string[];
}

/** tsconfig.json may hold comments and trailing commas, so only the two members that matter are read. */
function readOutput(folder: string, files: TextFiles): OutputFolder | null {
  const text = files.read(joinPath(folder, "tsconfig.json"));
  if (text === null) return null;
  const plain = text.replaceAll(/^[ \t]*\/\/.*$/gm, "");
  const member = (name: string): string | null =>
    new RegExp(`"${name}"\\s*:\\s*"([^"\\n]*)"`).exec(plain)?.[1] ?? null;
  const outDir = member("outDir");
  if (outDir === null) return null;
  const rootDir = member("rootDir");
  const sources =
    rootDir === null ? [joinPath(folder, "src"), joinPath(folder)] : [joinPath(folder, rootDir)];
  return { outDir: joinPath(folder, outDir), sources };
}

function outputsAbove(stem: string, files: TextFiles): readonly OutputFolder[] {
  const folder = stem.includes("/") ? stem.slice(0, stem.lastIndexOf("/")) : "";
  return parentFolders(folder)
    .map((each) => readOutput(each, files))
    .filter((output) => output !== null)
    .filter(({ outDir }) => outDir !== "" && stem.startsWith(`${outDir}/`));
}

function firstFile(stems: readonly string[], files: TextFiles): string | null {
  return stems.flatMap(filesOfModule).find((file) => files.read(file) !== null) ?? null;
}

/**
 * Where a module that a build writes comes from: through `outDir` and `rootDir` of the nearest
 * tsconfig.json, else with the build folder left out or `src` in its place. What .gitignore leaves out
 * is taken for built as well.
 *
 * @param stem the module without its extension, relative to the project root.
 * @returns `null` when nothing says that a build writes it; a source of `null` when it is not found.
 */
export function findBuiltSource(
  stem: string,
  files: TextFiles,
): { readonly source: string | null } | null {
  const outputs = outputsAbove(stem, files);
  const mapped = outputs.flatMap(({ outDir, sources }) =>
    sources.map((folder) => joinPath(folder, stem.slice(outDir.length + 1))),
  );
  const parts = stem.split("/");
  const at = parts.slice(0, -1).findIndex((part) => buildFolder.test(part));
  if (outputs.length === 0 && at === -1 && !isIgnored(stem, files)) return null;
  const rest = parts.slice(at + 1);
  const guessed =
    at === -1
      ? []
      : [joinPath(...parts.slice(0, at), "src", ...rest), joinPath(...parts.slice(0, at), ...rest)];
  return { source: firstFile([...mapped, ...guessed], files) };
}

/**
 * The source of a function that a makefile builds: at `CodeUri` + `Handler`, below `src`, or where
 * tsconfig.json maps its output to; `null` when none of them is there, for a makefile may do anything.
 */
export function findMakefileSource(
  folder: string,
  module: string,
  files: TextFiles,
): string | null {
  const near = firstFile([joinPath(folder, module), joinPath(folder, "src", module)], files);
  if (near !== null) return near;
  const output = readOutput(folder, files);
  if (output === null) return null;
  const inside = output.outDir.slice(folder === "" ? 0 : folder.length + 1);
  const relative = module.startsWith(`${inside}/`) ? module.slice(inside.length + 1) : module;
  return firstFile(
    output.sources.map((source) => joinPath(source, relative)),
    files,
  );
}
