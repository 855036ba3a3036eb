import { createProblem, type Problem } from "../../../core/problem.ts";
import type { WiringRule } from "../wiring-facts.ts";

/** Lambda answers `Runtime.HandlerNotFound` when the module does not export the handler's name. */
export const handlerExportMissing: WiringRule = ({ functions, template }) =>
  functions.flatMap(({ resource, handler, exported }): readonly Problem[] => {
    if (handler === null || exported !== "absent") return [];
    return [
      createProblem({
        code: "wiring/handler-export-missing",
        message: `${handler.file} exports no ${handler.exportName}, which ${resource.logicalId} names as its handler.`,
        location: { file: handler.file, line: 1, column: 1 },
        related: [
          {
            message: `the Handler of ${resource.logicalId}`,
            location: template.source.locate(`${resource.pointer}/Properties/Handler`),
          },
        ],
        expected: `an export named ${handler.exportName}`,
        hint: `Add to ${handler.file}: export const ${handler.exportName} = async (event) => { … };`,
      }),
    ];
  });
