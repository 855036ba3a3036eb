import { dirname, resolve } from "node:path";
import type { FunctionLayer } from "../../../core/function-invoker.ts";
import type { JsonValue } from "../../../core/json.ts";
import { joinPointer, valueAt, type JsonPointer } from "../../../core/json-pointer.ts";
import type { SourceLocation } from "../../../core/problem.ts";
import { placeOfProperty } from "../../../model/template/locate-written.ts";
import type { TemplateModel } from "../../../model/template/template-model.ts";
import type { ProjectModel } from "../../../model/wiring/project-model.ts";
import type { ResolvedConfig } from "../project-config.ts";
import { noteFile } from "../file-journal.ts";
import { readLayerContent, type LayerContent } from "./layer-content.ts";
import { lookAt } from "../../../local/lambda/look-at.ts";

/** The layers of one function. */
export interface FunctionLayers {
  /** Those that lie on this machine, in the template's order. */
  readonly found: readonly FunctionLayer[];
  /** Those that do not, with the reason. */
  readonly elsewhere: readonly LayerElsewhere[];
}

/** A layer of which nothing lies here. */
export interface LayerElsewhere {
  /** What findings call it: its ARN or logical id. */
  readonly name: string;
  /** The end of a sentence about the layer: `lies in S3`. */
  readonly why: string;
  readonly location: SourceLocation;
  /** True where its own place in the template has a finding. */
  readonly isTold: boolean;
}

/** A layer version that a template of the project has. */
export interface DeclaredLayer {
  /** In nested stacks `Child/Layer`. */
  readonly path: string;
  readonly arn: string;
  readonly content: LayerContent;
}

/** What is known of a project's layers. */
export interface ProjectLayers {
  /** By the function's id; of nested stacks `Child/Function`. */
  readonly byFunction: ReadonlyMap<string, FunctionLayers>;
  readonly declared: readonly DeclaredLayer[];
  /** Names under `layers` of the configuration that stand for a layer of a function. */
  readonly usedNames: ReadonlySet<string>;
}

type LayerConfig = Pick<ResolvedConfig, "root" | "layers">;

const layerTypes = new Set(["AWS::Serverless::LayerVersion", "AWS::Lambda::LayerVersion"]);

function declaredIn(
  { root }: LayerConfig,
  model: ProjectModel,
  prefix: string,
): readonly DeclaredLayer[] {
  const { template } = model;
  const folder = dirname(resolve(root, template.file));
  const own = [...template.resources.values()]
    .filter(({ type }) => layerTypes.has(type))
    .flatMap((resource): readonly DeclaredLayer[] => {
      const arn = template.resolve({ Ref: resource.logicalId });
      const content = readLayerContent({ template, resource, folder, root });
      const path = `${prefix}${resource.logicalId}`;
      return [
        { path, arn: arn.known && typeof arn.value === "string" ? arn.value : path, content },
      ];
    });
  const nested = [...model.stacks].flatMap(([id, child]) =>
    declaredIn({ root, layers: {} }, child, `${prefix}${id}/`),
  );
  return [...own, ...nested];
}

interface Written {
  readonly value: JsonValue;
  readonly location: SourceLocation;
}

/** The layers of a function as its template writes them, intrinsics resolved as far as they go. */
function writtenLayers(template: TemplateModel, logicalId: string): readonly Written[] {
  const resource = template.resources.get(logicalId);
  const value = resource?.properties["Layers"];
  if (resource === undefined || value === undefined || value === null) return [];
  const { pointer } = placeOfProperty(template.source, resource, "Layers");
  const raw = valueAt(template.source.value, pointer);
  const at = (where: JsonPointer): SourceLocation => template.source.locate(where);
  if (!Array.isArray(value)) return [{ value, location: at(pointer) }];
  const items: readonly JsonValue[] = value;
  // With those of Globals joined, or some removed, an item's place is not told by its number.
  const isAsWritten = Array.isArray(raw) && raw.length === items.length;
  return items.map((item, index) => ({
    value: item,
    location: at(isAsWritten ? joinPointer(pointer, String(index)) : pointer),
  }));
}

function isFolder(path: string): boolean {
  noteFile(path, "presence");
  return lookAt(path)?.isDirectory() === true;
}

/** The ARN as it is written, and without its version. */
function arnNames(arn: string): readonly string[] {
  return [arn, arn.replace(/:\d+$/, "")];
}

/**
 * Follows each function's `Layers` to folders of this machine: those of layer versions the project's templates
 * build, and those the configuration names, which come first.
 */
export function findLayers(config: LayerConfig, model: ProjectModel): ProjectLayers {
  const declared = declaredIn(config, model, "");
  const byArn = new Map(declared.map((each) => [each.arn, each]));
  const usedNames = new Set<string>();
  const byFunction = new Map<string, FunctionLayers>();
  const follow = ({ value, location }: Written): FunctionLayer | LayerElsewhere => {
    if (typeof value !== "string")
      return { name: JSON.stringify(value), why: "is not known here", location, isTold: false };
    const layer = byArn.get(value);
    const names = [...(layer === undefined ? [] : [layer.path]), ...arnNames(value)];
    const configured = names.find((name) => Object.hasOwn(config.layers, name));
    if (configured !== undefined) {
      usedNames.add(configured);
      const folder = resolve(config.root, config.layers[configured] ?? "");
      if (isFolder(folder)) return { folder, below: "" };
      const why = "is a folder of the configuration that is not there";
      return { name: configured, why, location, isTold: true };
    }
    const name = layer?.path ?? value;
    if (layer === undefined) return { name, why: "is built elsewhere", location, isTold: false };
    const { content } = layer;
    if (content.kind === "folder") return content.layer;
    return { name, why: content.why, location, isTold: content.kind === "missing" };
  };
  const gather = (part: ProjectModel, prefix: string): void => {
    for (const { resource } of part.functions) {
      const all = writtenLayers(part.template, resource.logicalId).map(follow);
      if (all.length === 0) continue;
      byFunction.set(`${prefix}${resource.logicalId}`, {
        found: all.flatMap((each) => ("folder" in each ? [each] : [])),
        elsewhere: all.flatMap((each) => ("folder" in each ? [] : [each])),
      });
    }
    for (const [id, child] of part.stacks) gather(child, `${prefix}${id}/`);
  };
  gather(model, "");
  return { byFunction, declared, usedNames };
}
