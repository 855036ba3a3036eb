import { createProblem, type Problem } from "../../../core/problem.ts";
import type { FunctionFacts, WiringRule } from "../wiring-facts.ts";

/**
 * Functions whose code cannot be looked at here: an archive, S3, a layer, a makefile. Said once for
 * each reason. Runtimes and images that are not run are the template layer's to tell.
 */
export const handlerNotChecked: WiringRule = ({ functions, template }) => {
  const byReason = new Map<string, FunctionFacts[]>();
  for (const fn of functions) {
    const { skipped: reason, malformed } = fn.search;
    if (reason === null || malformed || isToldElsewhere(fn, reason)) continue;
    byReason.set(reason, [...(byReason.get(reason) ?? []), fn]);
  }
  return [...byReason].flatMap(([reason, owners]): readonly Problem[] => {
    const [first] = owners;
    if (first === undefined) return [];
    const names = owners.map(({ resource }) => resource.logicalId).join(", ");
    return [
      createProblem({
        code: "wiring/handler-not-checked",
        message: `The handler of ${names} is not looked at: ${reason}.`,
        location: template.source.locate(first.resource.pointer),
        related: owners.slice(1).map(({ resource }) => ({
          message: resource.logicalId,
          location: template.source.locate(resource.pointer),
        })),
      }),
    ];
  });
};

function isToldElsewhere({ resource }: FunctionFacts, reason: string): boolean {
  const { runtime } = resource;
  return (
    !runtime.known || !runtime.value.startsWith("nodejs") || reason.startsWith("its runtime is ")
  );
}
