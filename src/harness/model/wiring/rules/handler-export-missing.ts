import { createProblem, type Problem } from "../../../core/problem.ts";
import type { HandlerFile } from "../project-model.ts";
import type { WiringRule } from "../wiring-facts.ts";

/** Lambda answers `Runtime.HandlerNotFound` when the module does not export the handler's name. */
export const handlerExportMissing: WiringRule = ({ functions, template }) =>
  functions.flatMap(({ resource, handler, exported, search }): readonly Problem[] => {
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
        hint: `Add to ${handler.file}: ${exportWords(handler, search.text ?? "")} = async (event) => { … };`,
      }),
    ];
  });

/** How a module of its kind exports a name. TypeScript is always written with `export`. */
function exportWords({ file, exportName }: HandlerFile, text: string): string {
  const isCommonJs =
    file.endsWith(".cjs") ||
    (file.endsWith(".js") &&
      !/^\s*(?:import\b(?!\s*\()|export\b)/m.test(text) &&
      /\bexports\b|\brequire\s*\(/.test(text));
  return isCommonJs ? `exports.${exportName}` : `export const ${exportName}`;
}
