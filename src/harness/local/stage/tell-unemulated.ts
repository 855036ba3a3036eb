import { joinPointer } from "../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../core/problem.ts";
import type { SourceDocument } from "../../core/source-document.ts";
import type { WiredApi, WiredOperation } from "../../model/wiring/project-model.ts";

/** Does a setting ask for something? */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== "NONE";
}

/** That a whole API is answered with 501; `what` fits "does not emulate …". */
export function tellRefusedApi({ resource, document }: WiredApi, what: string): Problem {
  return createProblem({
    code: "stage/api-not-emulated",
    message: `The local stage does not emulate ${what}; every request to ${resource.logicalId} is answered with 501.`,
    location: document.source.locate(""),
  });
}

/** Which operations are answered with 501; `refusalOf` gives `null` for those that are emulated. */
export function tellRefusedOperations(
  { operations, document }: WiredApi,
  refusalOf: (wired: WiredOperation) => string | null,
): readonly Problem[] {
  return operations.flatMap((wired): readonly Problem[] => {
    const what = refusalOf(wired);
    if (what === null) return [];
    const { key, pointer } = wired.operation;
    return [
      createProblem({
        code: "stage/operation-not-emulated",
        message: `The local stage does not emulate ${what}; ${key} is answered with 501.`,
        location: document.source.locate(pointer),
        operation: key,
      }),
    ];
  });
}

/**
 * That the API answers as if a property of it were not set. It stands in the template, unless Globals set it; then
 * the API is the nearest place.
 */
export function tellIgnoredSetting(
  { resource, document }: WiredApi,
  template: SourceDocument | null,
  property: string,
  what: string,
): Problem {
  return createProblem({
    code: "stage/setting-not-emulated",
    message: `The local stage does not emulate ${what} (${property}); ${resource.logicalId} answers as if it were not set.`,
    location:
      template?.locate(joinPointer(resource.pointer, "Properties", property)) ??
      document.source.locate(""),
  });
}
