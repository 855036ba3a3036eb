import type { TextFiles } from "../../../core/ports.ts";
import { joinPath } from "../project-path.ts";
import { findExport, starExports, type ExportState } from "./find-export.ts";
import { readFirst } from "./find-other-handler.ts";
import { filesOfModule } from "./module-candidates.ts";

/** More re-exports than this in one handler file are not followed. */
const mostFollowed = 20;

/** `./get.js` may be written for `./get.ts`. */
function filesOfSpecifier(file: string, specifier: string): readonly string[] {
  const folder = file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : "";
  const path = joinPath(folder, specifier);
  return [path, ...filesOfModule(path.replace(/\.[cm]?js$/, "")), ...filesOfModule(path)];
}

/**
 * Whether a handler file exports the handler, `export * from "./file"` followed one level down. A
 * package's exports are not known, so a star from one leaves it untold.
 */
export function findHandlerExport(
  file: string,
  text: string,
  exportName: string,
  files: TextFiles,
): ExportState {
  const own = findExport(text, exportName);
  if (own !== "cannot-tell") return own;
  const stars = starExports(text);
  if (stars.length === 0 || stars.length > mostFollowed) return "cannot-tell";
  const states = stars.map((specifier): ExportState => {
    if (!specifier.startsWith(".")) return "cannot-tell";
    const target = readFirst(filesOfSpecifier(file, specifier), files);
    return target === null ? "cannot-tell" : findExport(target.text, exportName);
  });
  if (states.includes("present")) return "present";
  const rest = findExport(withoutStars(text), exportName);
  return rest === "absent" && states.every((state) => state === "absent")
    ? "absent"
    : "cannot-tell";
}

function withoutStars(text: string): string {
  return text.replaceAll(/\bexport\s*\*\s*from\s*["'][^"'\n]*["']/g, "");
}
