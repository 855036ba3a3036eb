import { createProblem, type Problem } from "../../../core/problem.ts";
import type { FunctionFacts, WiringRule } from "../wiring-facts.ts";

/** A folder that `CodeUri` names and that is not there: said once for all functions in it. */
export const codeFolderMissing: WiringRule = ({ functions, template }) => {
  const byFolder = new Map<string, FunctionFacts[]>();
  for (const fn of functions) {
    const { folder, folderMissing } = fn.search;
    if (folder === null || !folderMissing) continue;
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), fn]);
  }
  return [...byFolder].map(([folder, owners]): Problem => {
    const [first] = owners;
    const names = owners.map(({ resource }) => resource.logicalId);
    const who = names.length === 1 ? names.join("") : `${names.length} functions`;
    const unbuilt = owners.every(({ search }) => search.unbuilt !== null);
    const sources = owners.flatMap(({ search }) => search.unbuilt?.source ?? []);
    return createProblem({
      code: "wiring/code-folder-missing",
      ...(unbuilt ? { severity: "warning" as const } : {}),
      message: `The code of ${who} is to lie in ${folder}, and there is no such folder${unbuilt ? "; a build may write it" : ""}.`,
      location: template.source.locate(placeOf(first)),
      related: owners.map(({ resource, search }) => ({
        message: `${resource.logicalId} expects ${search.expected?.file ?? folder}`,
        location: template.source.locate(`${resource.pointer}/Properties/Handler`),
      })),
      expected: folder,
      hint: unbuilt
        ? `Build the project first${sources[0] === undefined ? "" : ` (${sources[0]} is one of its sources)`}, or point CodeUri at the sources.`
        : `Create ${folder}, or correct CodeUri, which is relative to the template's folder.`,
    });
  });
};

function placeOf(fn: FunctionFacts | undefined): string {
  return fn === undefined ? "" : `${fn.resource.pointer}/Properties/CodeUri`;
}
