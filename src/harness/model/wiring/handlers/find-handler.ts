import type { TextFiles } from "../../../core/ports.ts";
import type { FunctionResource } from "../../template/template-model.ts";
import { joinPath, parentFolders } from "../project-path.ts";
import { findBuiltSource, findMakefileSource } from "./find-built-source.ts";
import { findHandlerExport } from "./find-handler-export.ts";
import { otherLanguageOf, readFirst, type OtherLanguage } from "./find-other-handler.ts";
import {
  foundHandler,
  malformedHandler,
  missingHandler,
  skipSearch,
  type HandlerSearch,
} from "./handler-search.ts";
import { filesOfEntryPoints, filesOfModule } from "./module-candidates.ts";
import { splitHandler, type HandlerParts } from "./split-handler.ts";

/** What is looked for, and where. */
interface Wanted {
  readonly resource: FunctionResource;
  readonly codeUri: string;
  readonly parts: HandlerParts;
  readonly files: TextFiles;
  readonly templateDir: string;
}

/**
 * Finds the file a function's handler is written in: `CodeUri` + `Handler` first, then the esbuild
 * entry point of the same name. Handlers in Python and Ruby are found too, those in Ruby are not run;
 * other runtimes name no file of the sources.
 *
 * @param templateDir the template's folder, relative to the project root; `""` or `.` for the root.
 */
export function findHandler(
  resource: FunctionResource,
  files: TextFiles,
  templateDir: string,
): HandlerSearch {
  const { handler, codeUri, runtime } = resource;
  const node = runtime.known && runtime.value.startsWith("nodejs");
  const language = runtime.known ? otherLanguageOf(runtime.value) : null;
  if (runtime.known && !node && language === null)
    return skipSearch(`its runtime is ${runtime.value}`);
  if (!codeUri.known) return skipSearch(codeUri.reason);
  if (!handler.known) return skipSearch(handler.reason);
  const place = elsewhere(codeUri.value);
  if (place !== null) return skipSearch(place);
  if (handler.value.startsWith("/")) return skipSearch("its handler lies in a layer");
  if (/(?:^|\/)node_modules\//.test(handler.value))
    return skipSearch("its handler lies in a package");
  const folder = joinPath(templateDir, codeUri.value);
  if (files.isOutside?.(folder) === true) return skipSearch("its code lies outside the project");
  // The AWS Lambda Web Adapter, a layer, starts the script that Handler names (its guide, "Zip Packages").
  const script = joinPath(templateDir, codeUri.value, handler.value);
  if (files.read(script) !== null) return skipSearch(`its handler is the script ${script}`);
  const parts = (language?.split ?? splitHandler)(handler.value);
  if (parts === null)
    return malformedHandler(`its handler "${handler.value}" is not of the form module.export`);
  const wanted = { resource, codeUri: codeUri.value, parts, files, templateDir };
  if (language !== null) return searchOther(wanted, language);
  const search = searchNode(wanted);
  return runtime.known || search.found !== null ? search : skipSearch(runtime.reason);
}

/** Why a `CodeUri` is no folder of the project; `null` when it is one. */
function elsewhere(codeUri: string): string | null {
  if (/\.(?:zip|jar|tar|tgz|gz)$/i.test(codeUri)) return `its code is the archive ${codeUri}`;
  if (/\.(?:[cm]?[jt]sx?|py|rb)$/i.test(codeUri)) return `its code is the one file ${codeUri}`;
  return /^(?:\/|~|[A-Za-z]:)/.test(codeUri)
    ? `its code lies at the absolute path ${codeUri}`
    : null;
}

/** `sam build --base-dir` may move the root of CodeUri up: the template's folder first, then those above. */
function stemsOf({ codeUri, parts, templateDir }: Wanted): readonly string[] {
  return parentFolders(templateDir).map((folder) => joinPath(folder, codeUri, parts.module));
}

function searchNode(wanted: Wanted): HandlerSearch {
  const isOutside = (file: string): boolean => wanted.files.isOutside?.(file) === true;
  const { resource, codeUri, parts, files, templateDir } = wanted;
  const stems = stemsOf(wanted);
  const hit = readFirst(
    [
      ...stems.slice(0, 1).flatMap(filesOfModule),
      ...filesOfEntryPoints(resource, codeUri, parts.module, templateDir),
      ...stems.slice(1).flatMap(filesOfModule),
    ],
    files,
  );
  if (hit !== null) return found(wanted, hit.file, hit.text);
  const isAway = stems.slice(0, 1).flatMap(filesOfModule).some(isOutside);
  if (isAway) return skipSearch("its handler file is a link out of the project");
  if (resource.buildMethod === "makefile") return searchMakefile(wanted);
  const [stem = ""] = stems;
  const unbuilt = resource.buildMethod !== "esbuild" ? findBuiltSource(stem, files) : null;
  const entry = likeliest(filesOfEntryPoints(resource, codeUri, parts.module, templateDir), files);
  const extension = resource.buildMethod === "esbuild" ? ".ts" : ".js";
  return missing(wanted, entry ?? `${stem}${extension}`, unbuilt);
}

function searchMakefile(wanted: Wanted): HandlerSearch {
  const { codeUri, parts, files, templateDir } = wanted;
  for (const folder of parentFolders(templateDir)) {
    const file = findMakefileSource(joinPath(folder, codeUri), parts.module, files);
    const text = file === null ? null : files.read(file);
    if (file !== null && text !== null) return found(wanted, file, text);
  }
  return skipSearch("a makefile builds it");
}

function found({ parts, files }: Wanted, file: string, text: string): HandlerSearch {
  const { exportName } = parts;
  const exported = findHandlerExport(file, text, exportName, files);
  return foundHandler({ file, exportName }, text, exported, true);
}

function searchOther(wanted: Wanted, language: OtherLanguage): HandlerSearch {
  const { parts, files, resource } = wanted;
  const candidates = stemsOf(wanted).flatMap(language.files);
  const hit = readFirst(candidates, files);
  const { exportName } = parts;
  if (hit !== null) {
    const exported = language.exported(hit.text, exportName);
    return foundHandler({ file: hit.file, exportName }, hit.text, exported, language.runs);
  }
  if (resource.buildMethod === "makefile") return skipSearch("a makefile builds it");
  return missing(wanted, candidates[0] ?? "", packagedModule(wanted));
}

/** `datadog_lambda.handler.handler`: the build may install the package a dotted module is of. */
function packagedModule({
  resource,
  codeUri,
  parts,
  files,
  templateDir,
}: Wanted): HandlerSearch["unbuilt"] {
  const written = resource.handler.known ? resource.handler.value : "";
  const [first = "", ...rest] = parts.module.split("/");
  if (written.includes("/") || rest.length === 0) return null;
  const isOwn = files.exists?.(joinPath(templateDir, codeUri, first)) ?? false;
  return isOwn ? null : { source: null };
}

function missing(
  { parts, files, resource }: Wanted,
  file: string,
  unbuilt: HandlerSearch["unbuilt"],
): HandlerSearch {
  return missingHandler({
    expected: { file, exportName: parts.exportName },
    missingFolder: topmostMissing(file, files),
    unbuilt,
    runs: resource.runtime.known && resource.runtime.value.startsWith("nodejs"),
  });
}

/** Of entry points below several folders, the one most of whose folders are there. */
function likeliest(candidates: readonly string[], { exists }: TextFiles): string | undefined {
  if (exists === undefined) return candidates[0];
  const absent = (file: string): number =>
    parentFolders(file)
      .slice(1)
      .filter((folder) => folder !== "" && !exists(folder)).length;
  return candidates.toSorted((a, b) => absent(a) - absent(b))[0];
}

/** `src/a/b.ts` → `src` where there is no `src`; the root and what lies above it are there. */
function topmostMissing(file: string, { exists }: TextFiles): string | null {
  if (exists === undefined) return null;
  const folders = parentFolders(file).slice(1).toReversed();
  return (
    folders.find((folder) => folder !== "" && !folder.endsWith("..") && !exists(folder)) ?? null
  );
}
