import type { FunctionResource } from "../../template/template-model.ts";
import { joinPath, parentFolders } from "../project-path.ts";

const extensions = [".ts", ".mts", ".tsx", ".cts", ".js", ".mjs", ".cjs", ".jsx"] as const;

/** The files a module without an extension may be, TypeScript first; a folder's index last, as `require` has it. */
export function filesOfModule(stem: string): readonly string[] {
  return [
    ...extensions.map((extension) => `${stem}${extension}`),
    ...extensions.map((extension) => `${stem}/index${extension}`),
  ];
}

/** `handlers/get.ts` → `handlers/get`. */
function withoutExtension(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, "");
}

function basenameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/**
 * The esbuild entry points that give a module: those whose path ends as the module's does, then
 * those of the same name, since a lone entry point loses its folder.
 */
function matchingEntries(entries: readonly string[], module: string): readonly string[] {
  const whole = entries.filter((entry) =>
    `/${joinPath(withoutExtension(entry))}`.endsWith(`/${joinPath(module)}`),
  );
  const named = entries.filter(
    (entry) => basenameOf(withoutExtension(entry)) === basenameOf(module),
  );
  return [...new Set([...whole, ...named])];
}

/** `sam build --base-dir` moves the root of CodeUri up, so the folders above are tried as well. */
export function filesOfEntryPoints(
  { buildProperties }: FunctionResource,
  codeUri: string,
  module: string,
  templateDir: string,
): readonly string[] {
  const written = buildProperties?.["EntryPoints"];
  const entries = Array.isArray(written)
    ? written.filter((entry) => typeof entry === "string")
    : [];
  const matching = matchingEntries(entries, module);
  return parentFolders(templateDir).flatMap((folder) =>
    matching.flatMap((entry) => {
      const path = joinPath(folder, codeUri, entry);
      return withoutExtension(entry) === entry
        ? extensions.map((extension) => `${path}${extension}`)
        : [path];
    }),
  );
}
