import type { TextFiles } from "../../core/ports.ts";
import type { FunctionResource } from "../template/template-model.ts";
import type { HandlerFile } from "./project-model.ts";
import { joinPath, parentFolders } from "./project-path.ts";

/** A handler looked for: where it was found, and every file it could have been. */
export interface HandlerSearch {
  readonly found: HandlerFile | null;
  readonly text: string | null;
  /** The first file that would have been right, TypeScript first; `null` when there is nothing to look for. */
  readonly expected: HandlerFile | null;
  /** Why there is nothing to look for; `null` when there is. */
  readonly skipped: string | null;
}

const extensions = [".ts", ".mts", ".tsx", ".cts", ".js", ".mjs", ".cjs", ".jsx"] as const;

/** `Handler` taken apart as the Node.js runtime does: the module ends at the first dot of the last path segment. */
export function splitHandler(
  handler: string,
): { readonly module: string; readonly exportName: string } | null {
  const slash = handler.lastIndexOf("/") + 1;
  const dot = handler.indexOf(".", slash);
  if (dot <= slash || dot === handler.length - 1) return null;
  return { module: handler.slice(0, dot), exportName: handler.slice(dot + 1) };
}

function skip(reason: string): HandlerSearch {
  return { found: null, text: null, expected: null, skipped: reason };
}

/**
 * Finds the file a function's handler is written in: `CodeUri` + `Handler` first, then the esbuild
 * entry point of the same name.
 *
 * @param templateDir the template's folder, relative to the project root; `""` or `.` for the root.
 */
export function findHandler(
  resource: FunctionResource,
  files: TextFiles,
  templateDir: string,
): HandlerSearch {
  const { handler, codeUri, runtime } = resource;
  if (runtime.known && !runtime.value.startsWith("nodejs"))
    return skip(`its runtime is ${runtime.value}`);
  if (!codeUri.known) return skip(codeUri.reason);
  if (!handler.known) return skip(handler.reason);
  if (resource.buildMethod === "makefile") return skip("a makefile builds it");
  if (handler.value.startsWith("/")) return skip("its handler lies in a layer");
  const parts = splitHandler(handler.value);
  if (parts === null)
    return skip(`its handler "${handler.value}" is not of the form module.export`);
  const stem = joinPath(templateDir, codeUri.value, parts.module);
  const candidates = [
    ...extensions.map((extension) => `${stem}${extension}`),
    ...entryPoints(resource, codeUri.value, parts.module, templateDir),
  ];
  for (const file of candidates) {
    const text = files.read(file);
    if (text !== null)
      return { found: { file, exportName: parts.exportName }, text, expected: null, skipped: null };
  }
  const extension = resource.buildMethod === "esbuild" ? ".ts" : ".js";
  return {
    found: null,
    text: null,
    expected: { file: `${stem}${extension}`, exportName: parts.exportName },
    skipped: null,
  };
}

/** `sam build --base-dir` moves the root of CodeUri up, so the folders above are tried as well. */
function entryPoints(
  resource: FunctionResource,
  codeUri: string,
  module: string,
  templateDir: string,
): readonly string[] {
  const written = resource.buildProperties?.["EntryPoints"];
  const entries = Array.isArray(written)
    ? written.filter((entry) => typeof entry === "string")
    : [];
  const basename = module.slice(module.lastIndexOf("/") + 1);
  const matching = entries.filter((entry) => stemOf(entry) === basename);
  return parentFolders(templateDir).flatMap((folder) =>
    matching.flatMap((entry) => {
      const path = joinPath(folder, codeUri, entry);
      return /\.[cm]?[jt]sx?$/.test(entry)
        ? [path]
        : extensions.map((extension) => `${path}${extension}`);
    }),
  );
}

function stemOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.[cm]?[jt]sx?$/, "");
}
