import { resolve } from "node:path";
import { createProblem, type Problem, type SourceLocation } from "../../../core/problem.ts";
import { suggestNames } from "../../../core/suggest-names.ts";
import { placeInConfig } from "../place-in-config.ts";
import type { ResolvedConfig } from "../project-config.ts";
import { createTextFiles } from "../project-files.ts";
import type { FunctionLayers, LayerElsewhere, ProjectLayers } from "./find-layers.ts";
import { lookAt } from "../../../local/lambda/look-at.ts";

type LayerConfig = Pick<ResolvedConfig, "root" | "layers" | "configFile">;

/** What is wrong with layers: folders that are not there, and names of the configuration that stand for none. */
export function checkLayers(config: LayerConfig, layers: ProjectLayers): readonly Problem[] {
  return [
    ...missingFolders(layers),
    ...layersElsewhere(layers.byFunction),
    ...checkConfigured(config, layers),
  ];
}

function missingFolders({ declared, usedNames }: ProjectLayers): readonly Problem[] {
  return declared.flatMap(({ path, content }): readonly Problem[] => {
    if (content.kind !== "missing" || usedNames.has(path)) return [];
    const { folder, location, mayBeBuilt } = content;
    return [
      createProblem({
        code: "project/layer-folder-missing",
        ...(mayBeBuilt ? { severity: "warning" as const } : {}),
        message: `The layer ${path} ${content.why}${mayBeBuilt ? "; a build may write it" : ""}.`,
        location,
        expected: folder,
        ...(mayBeBuilt
          ? { hint: "Build the project first, or point ContentUri at the sources." }
          : {}),
      }),
    ];
  });
}

/** Layers that do not lie here: each once, whichever functions have it. */
export function layersElsewhere(
  byFunction: ReadonlyMap<string, FunctionLayers>,
): readonly Problem[] {
  const byName = new Map<string, { readonly layer: LayerElsewhere; readonly owners: string[] }>();
  for (const [owner, { elsewhere }] of byFunction) {
    for (const layer of elsewhere) {
      if (layer.isTold) continue;
      const known = byName.get(layer.name) ?? { layer, owners: [] };
      known.owners.push(owner);
      byName.set(layer.name, known);
    }
  }
  return [...byName.values()].map(({ layer: { name, why, location }, owners }) =>
    createProblem({
      code: "project/layer-not-here",
      message: `The layer ${name} of ${owners.join(", ")} ${why}: what only it has is missing on this machine.`,
      location,
    }),
  );
}

function placeOf(
  { root, configFile = null }: LayerConfig,
  name: string,
): { readonly location?: SourceLocation } {
  const text = configFile === null ? null : createTextFiles(root).read(configFile);
  if (configFile === null || text === null) return {};
  return { location: placeInConfig(configFile, text, ["layers", name]) };
}

function checkConfigured(
  config: LayerConfig,
  { usedNames, byFunction, declared }: ProjectLayers,
): readonly Problem[] {
  return Object.entries(config.layers).flatMap(([name, folder]): readonly Problem[] => {
    const place = placeOf(config, name);
    if (!usedNames.has(name)) {
      const elsewhere = [...byFunction.values()].flatMap((each) =>
        each.elsewhere.map((layer) => layer.name),
      );
      const names = [...new Set([...declared.map(({ path }) => path), ...elsewhere])];
      const near = suggestNames(name, names);
      const listed = names.length === 0 ? "none" : names.join(", ");
      return [
        createProblem({
          code: "project/configured-layer-unused",
          message: `The configuration sets layers[${JSON.stringify(name)}], and no function has a layer of that name.`,
          ...place,
          hint:
            near.length === 0 ? `The layers are: ${listed}.` : `Did you mean ${near.join(" or ")}?`,
        }),
      ];
    }
    const entry = lookAt(resolve(config.root, folder));
    if (entry?.isDirectory() === true) return [];
    return [
      createProblem({
        code: "project/configured-layer-not-found",
        message: `The configuration sets layers[${JSON.stringify(name)}] to ${folder}; ${entry === null ? "there is no such folder" : "that is no folder"}.`,
        ...place,
      }),
    ];
  });
}
