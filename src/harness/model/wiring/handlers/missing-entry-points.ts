import type { TextFiles } from "../../../core/ports.ts";
import type { FunctionResource } from "../../template/template-model.ts";
import { joinPath, parentFolders } from "../project-path.ts";
import { isIgnored } from "./is-ignored.ts";
import { filesOfModule } from "./module-candidates.ts";

/** An esbuild entry point that is no file, by its place in `EntryPoints`. */
export interface MissingEntryPoint {
  readonly index: number;
  /** As written. */
  readonly entry: string;
  /** Where it was to lie, relative to the project root. */
  readonly file: string;
}

/**
 * The esbuild entry points that are not there; `sam build` stops at the first (source:
 * aws-lambda-builders, esbuild workflow). They are relative to `CodeUri`, which `--base-dir` may move
 * up, so the folders above the template are tried as well. What git leaves out may be made first.
 */
export function missingEntryPoints(
  { buildMethod, buildProperties, codeUri }: FunctionResource,
  files: TextFiles,
  templateDir: string,
): readonly MissingEntryPoint[] {
  const entries: unknown = buildProperties?.["EntryPoints"];
  if (buildMethod !== "esbuild" || !codeUri.known || !Array.isArray(entries)) return [];
  if (/^(?:\/|~|[A-Za-z]:)/.test(codeUri.value)) return [];
  const folders = parentFolders(templateDir);
  return entries.flatMap((entry: unknown, index): readonly MissingEntryPoint[] => {
    // A path that leaves the folder, a pattern or a placeholder is not looked for.
    if (typeof entry !== "string" || entry === "" || /^[/~]|[*?{}$=]|^[A-Za-z]:/.test(entry))
      return [];
    const [file = "", ...above] = folders.map((folder) => joinPath(folder, codeUri.value, entry));
    if (file.startsWith("..") || isIgnored(file, files)) return [];
    const candidates = [file, ...above].flatMap((path) => [path, ...filesOfModule(path)]);
    const isThere = candidates.some((path) => files.read(path) !== null);
    return isThere ? [] : [{ index, entry, file }];
  });
}
