import { createProblem, type Problem } from "../../../core/problem.ts";
import type { ApiFacts, WiringRule } from "../wiring-facts.ts";

/**
 * Two APIs deploy the same file: every operation then exists twice, and each needs its permission
 * for both APIs.
 */
export const documentShared: WiringRule = ({ apis, template }) => {
  const byFile = new Map<string, ApiFacts[]>();
  for (const api of apis) {
    const { kind } = api.resource.definition;
    if (api.document === null || (kind !== "include" && kind !== "uri")) continue;
    const { file } = api.document;
    byFile.set(file, [...(byFile.get(file) ?? []), api]);
  }
  return [...byFile].flatMap(([file, owners]): readonly Problem[] => {
    const [first, second, ...others] = owners;
    if (first === undefined || second === undefined) return [];
    const names = owners.map(({ resource }) => resource.logicalId);
    return [
      createProblem({
        code: "wiring/document-shared",
        message: `${names.join(" and ")} deploy the same document ${file}; each has every operation of it.`,
        location: template.source.locate(second.resource.pointer),
        related: [first, ...others].map(({ resource }) => ({
          message: resource.logicalId,
          location: template.source.locate(resource.pointer),
        })),
      }),
    ];
  });
};
