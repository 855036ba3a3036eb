import { createProblem, type Problem } from "../../../core/problem.ts";
import type { WiringRule } from "../wiring-facts.ts";

/** A Handler without a dot names no export: Lambda answers `Runtime.MalformedHandlerName`. */
export const handlerMalformed: WiringRule = ({ functions, template }) =>
  functions.flatMap(({ resource, search }): readonly Problem[] => {
    if (!search.malformed || !resource.handler.known) return [];
    const handler = resource.handler.value;
    return [
      createProblem({
        code: "wiring/handler-malformed",
        message: `${resource.logicalId} has the handler "${handler}", which names no export; Lambda cannot start the function.`,
        location: template.source.locate(`${resource.pointer}/Properties/Handler`),
        expected: "path/to/module.export",
        actual: handler,
        hint: `Write the module and the export with a dot between them: Handler: ${handler.replaceAll(".", "") === "" ? "index" : handler.replaceAll(/^\.+|\.+$/g, "")}.handler`,
      }),
    ];
  });
