import type { TextFiles } from "../../../core/ports.ts";
import type { ExportState } from "./find-export.ts";
import { splitHandler, splitPythonHandler, type HandlerParts } from "./split-handler.ts";

/** A language other than JavaScript whose handler files can be looked for. */
export interface OtherLanguage {
  /** Whether a machine can run its functions, with the client of its runtime. */
  readonly runs: boolean;
  readonly split: (handler: string) => HandlerParts | null;
  /** Files a module may be, the likeliest first. */
  readonly files: (stem: string) => readonly string[];
  readonly exported: (text: string, exportName: string) => ExportState;
}

/** A Python name is defined, assigned or imported; `import *` and `globals()` may bring any. */
function findPythonName(text: string, name: string): ExportState {
  const word = name.replaceAll(/[^\w]/g, "");
  const present = [
    `^[ \\t]*(?:async[ \\t]+)?def[ \\t]+${word}\\b`,
    `^[ \\t]*class[ \\t]+${word}\\b`,
    `^[^#\\n]{0,200}\\b${word}\\b[^=\\n]{0,200}=`,
    `\\bimport\\b[^#]{0,2000}?\\b${word}\\b`,
  ].some((pattern) => new RegExp(pattern, "m").test(text));
  if (present) return "present";
  return /\bimport\s*\*|\bglobals\s*\(|\bexec\s*\(|\bsetattr\s*\(|__getattr__/.test(text)
    ? "cannot-tell"
    : "absent";
}

const python: OtherLanguage = {
  runs: true,
  split: splitPythonHandler,
  files: (stem) => [`${stem}.py`, `${stem}/__init__.py`],
  exported: findPythonName,
};

const ruby: OtherLanguage = {
  runs: false,
  split: splitHandler,
  files: (stem) => [`${stem}.rb`],
  exported: () => "cannot-tell",
};

/** The language of a runtime; `null` for those whose handler names no file of the sources. */
export function otherLanguageOf(runtime: string): OtherLanguage | null {
  if (runtime.startsWith("python")) return python;
  return runtime.startsWith("ruby") ? ruby : null;
}

/** The first of the files that is there. */
export function readFirst(
  candidates: readonly string[],
  files: TextFiles,
): { readonly file: string; readonly text: string } | null {
  for (const file of candidates) {
    const text = files.read(file);
    if (text !== null) return { file, text };
  }
  return null;
}
