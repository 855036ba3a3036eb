import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { FunctionLayer } from "../../../core/function-invoker.ts";
import { isObject, parseJson } from "../../../core/json.ts";
import { joinPointer, valueAt } from "../../../core/json-pointer.ts";
import type { SourceLocation } from "../../../core/problem.ts";
import { placeOfProperty } from "../../../model/template/locate-written.ts";
import type { TemplateModel, TemplateResource } from "../../../model/template/template-model.ts";
import { isIgnored } from "../../../model/wiring/handlers/is-ignored.ts";
import { noteFile } from "../file-journal.ts";
import { createTextFiles, showPath } from "../project-files.ts";
import { lookAt } from "../../../local/lambda/look-at.ts";

/** What the content of a layer version comes to on this machine. */
export type LayerContent =
  | { readonly kind: "folder"; readonly layer: FunctionLayer }
  /** Not here, which is nobody's fault; `why` ends a sentence about the layer. */
  | { readonly kind: "elsewhere"; readonly why: string }
  /** A folder that has to be here. */
  | {
      readonly kind: "missing";
      readonly why: string;
      /** Relative to the project root. */
      readonly folder: string;
      readonly location: SourceLocation;
      /** True where a build may write it. */
      readonly mayBeBuilt: boolean;
    };

/** A layer version and where its template stands. */
export interface LayerPlace {
  readonly template: TemplateModel;
  readonly resource: TemplateResource;
  /** Absolute folder of the template. */
  readonly folder: string;
  /** Absolute project root. */
  readonly root: string;
}

function kindOf(path: string): "folder" | "file" | null {
  noteFile(path, "presence");
  const entry = lookAt(path);
  if (entry === null) return null;
  return entry.isDirectory() ? "folder" : "file";
}

/** Folders that builds write, by their usual names. */
const buildOutput = /(?:^|\/)(?:\.aws-sam|\.build|build|dist|out|output|target)(?:\/|$)/;

/** Reads `ContentUri` (SAM) or `Content` (CloudFormation, a local path before packaging) of a layer version. */
export function readLayerContent(place: LayerPlace): LayerContent {
  const { template, resource, folder, root } = place;
  const name = resource.type === "AWS::Lambda::LayerVersion" ? "Content" : "ContentUri";
  const written = resource.properties[name];
  if (typeof written !== "string") {
    const isMissing = written === undefined;
    return { kind: "elsewhere", why: isMissing ? `has no ${name}` : "lies in S3" };
  }
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(written)) return { kind: "elsewhere", why: "lies in S3" };
  const path = resolve(folder, written);
  const found = kindOf(path);
  if (found === "file")
    return { kind: "elsewhere", why: `is the archive ${written}, which is not unpacked` };
  if (found === "folder") return readFolder(place, path);
  const shown = showPath(root, path);
  return {
    kind: "missing",
    why: `has its content in ${shown}, and there is no such folder`,
    folder: shown,
    location: template.source.locate(placeOfProperty(template.source, resource, name).pointer),
    mayBeBuilt:
      buildOutput.test(shown) ||
      methodOf(place) === "makefile" ||
      isIgnored(shown, createTextFiles(root)),
  };
}

function methodOf({ template, resource }: LayerPlace): string | null {
  const pointer = joinPointer(resource.pointer, "Metadata", "BuildMethod");
  const method = valueAt(template.source.value, pointer);
  return typeof method === "string" ? method : null;
}

/** What `sam build` puts the content of a source folder into; empty where it keeps it as it is. */
function subfolderOf(method: string): string {
  if (method === "esbuild" || method.startsWith("nodejs")) return "nodejs";
  return method.startsWith("python") ? "python" : "";
}

/**
 * A layer without BuildMethod is packed as it lies. With one, `sam build` puts the folder's content into
 * `nodejs` or `python`, and installs what its manifest names; a folder that has that subfolder is built already.
 */
function readFolder(place: LayerPlace, path: string): LayerContent {
  const asItIs: LayerContent = { kind: "folder", layer: { folder: path, below: "" } };
  const method = methodOf(place);
  if (method === null) return asItIs;
  const below = subfolderOf(method);
  const built = join(place.folder, ".aws-sam", "build", place.resource.logicalId);
  const isBuilt = kindOf(built) === "folder";
  if (below === "")
    return isBuilt ? { kind: "folder", layer: { folder: built, below: "" } } : asItIs;
  if (kindOf(join(path, below)) === "folder") return asItIs;
  if (below === "nodejs" && isBuilt && lacksPackages(path))
    return { kind: "folder", layer: { folder: built, below: "" } };
  return { kind: "folder", layer: { folder: path, below } };
}

/** The manifest names packages, and none is installed beside it. */
function lacksPackages(path: string): boolean {
  if (kindOf(join(path, "node_modules")) !== null) return false;
  try {
    const manifest = parseJson(readFileSync(join(path, "package.json"), "utf8"));
    const dependencies = isObject(manifest) ? manifest["dependencies"] : undefined;
    return isObject(dependencies) && Object.keys(dependencies).length > 0;
  } catch {
    return false;
  }
}
