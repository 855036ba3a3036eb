import { joinPointer } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import { namesWithin } from "../../../core/suggest-names.ts";
import type { WiringRule } from "../wiring-facts.ts";

/** How many letters a misspelt entry point may differ in from the handler's file. */
const letters = 3;

/**
 * An esbuild entry point that is not there, of a function whose handler file is: it runs here, and
 * `sam build` stops. Where the handler file is missing too, that is told, and this follows from it.
 */
export const entryPointMissing: WiringRule = ({ functions, template }) =>
  functions.flatMap(({ resource, search, missingEntryPoints }) =>
    search.found === null
      ? []
      : missingEntryPoints.map(({ index, entry, file }): Problem => {
          const handler = search.found?.file ?? "";
          const isNear = namesWithin(letters, file, [handler]).length > 0;
          return createProblem({
            code: "wiring/entry-point-missing",
            message: `The entry point ${entry} of ${resource.logicalId} is not there, so sam build cannot bundle it.`,
            location: template.source.locate(
              joinPointer(resource.pointer, "Metadata", "BuildProperties", "EntryPoints", index),
            ),
            expected: isNear ? handler : file,
            actual: `no ${file}`,
            hint: isNear
              ? `The handler lies in ${handler}; correct the entry point, which is relative to CodeUri.`
              : `Create ${file}, or correct the entry point, which is relative to CodeUri.`,
          });
        }),
  );
