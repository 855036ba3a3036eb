import { createProblem, type Problem } from "../../../core/problem.ts";
import type { HandlerFile } from "../project-model.ts";
import type { WiringRule } from "../wiring-facts.ts";

/** Lambda answers `Runtime.HandlerNotFound` when the module does not export the handler's name. */
export const handlerExportMissing: WiringRule = ({ functions, template }) =>
  functions.flatMap(({ resource, search }): readonly Problem[] => {
    const { found: handler, exported, text } = search;
    if (handler === null || exported !== "absent") return [];
    const verb = handler.file.endsWith(".py") ? "defines" : "exports";
    return [
      createProblem({
        code: "wiring/handler-export-missing",
        message: `${handler.file} ${verb} no ${handler.exportName}, which ${resource.logicalId} names as its handler.`,
        location: { file: handler.file, line: 1, column: 1 },
        related: [
          {
            message: `the Handler of ${resource.logicalId}`,
            location: template.source.locate(`${resource.pointer}/Properties/Handler`),
          },
        ],
        expected:
          verb === "defines"
            ? `def ${handler.exportName}`
            : `an export named ${handler.exportName}`,
        hint: `Add to ${handler.file}: ${linesFor(handler, text ?? "")}`,
      }),
    ];
  });

/** How a module of its kind exports a name. TypeScript is always written with `export`. */
function linesFor({ file, exportName }: HandlerFile, text: string): string {
  if (file.endsWith(".py")) return `def ${exportName}(event, context): …`;
  const isCommonJs =
    file.endsWith(".cjs") ||
    (file.endsWith(".js") &&
      !/^\s*(?:import\b(?!\s*\()|export\b)/m.test(text) &&
      /\bexports\b|\brequire\s*\(/.test(text));
  // Where module.exports is set, `exports` is another object.
  const object = /\bmodule\.exports\s*=/.test(text) ? "module.exports" : "exports";
  const words = isCommonJs ? `${object}.${exportName}` : `export const ${exportName}`;
  return `${words} = async (event) => { … };`;
}
