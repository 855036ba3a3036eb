import { namesOfModuleExports } from "./names-of-module-exports.ts";

/** Whether a module exports a name, as far as its text tells. */
export type ExportState = "present" | "absent" | "cannot-tell";

/** The modules that `export * from "…"` names, as written. */
export function starExports(text: string): readonly string[] {
  const found = stripComments(text).matchAll(/\bexport\s*\*\s*from\s*["']([^"'\n]*)["']/g);
  return [...found].map(([, specifier = ""]) => specifier);
}

/** Text in quotes that opens a comment, as a glob does: what `stripComments` leaves is not to be trusted. */
const quotedOpener = /["'`][^"'`\n]*\/\*/;

/** Comments hold no exports; string literals are left alone, so this may leave a comment in. */
function stripComments(text: string): string {
  return stripBlocks(text).replaceAll(/^[ \t]*\/\/.*$/gm, "");
}

/** By hand: a pattern would look for the end of each of many openers that have none. */
function stripBlocks(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (;;) {
    const open = text.indexOf("/*", from);
    const close = open < 0 ? -1 : text.indexOf("*/", open + 2);
    if (close < 0) return [...parts, text.slice(from)].join(" ");
    parts.push(text.slice(from, open));
    from = close + 2;
  }
}

/** Forms that may export anything. */
const opaque = [
  /\bexport\s*\*/,
  /\bexport\s+default\b/,
  /\bexport\s*=/,
  /\bmodule\.exports\s*=/,
  // Handed on under another name, or to a function that fills it.
  /(?<!\b(?:const|let|var) )\bexports\b(?!\s*\.\s*[\w$])/,
  /\b(?:Object\.(?:assign|defineProperty|defineProperties)|Reflect\.\w+|__export\w*|__reExport|__copyProps)\s*\(/,
  /\bexport\s+(?:const|let|var)\s*[{[]/,
];

/** `export { run as "handler" }` names it in quotes. */
function isInExportList(text: string, name: string): boolean {
  return [...text.matchAll(/\bexport\s*\{([^{}]*)\}/g)].some(([, list = ""]) =>
    list.split(",").some(
      (item) =>
        item
          .trim()
          .split(/\s+as\s+/)
          .at(-1)
          ?.trim()
          .replace(/^(["'])(.*)\1$/, "$2") === name,
    ),
  );
}

/**
 * Looks for an export in a module's text without running it. Only what can be told for certain is
 * told: a re-export, a default export or an assembled `module.exports` may hold any name.
 *
 * @param exportName dotted: of `handlers.get`, `handlers` is looked for.
 */
export function findExport(text: string, exportName: string): ExportState {
  const [name = exportName] = exportName.split(".");
  const state = findIn(stripComments(text), name);
  return state === "absent" && quotedOpener.test(text) && findIn(text, name) !== "absent"
    ? "cannot-tell"
    : state;
}

function findIn(code: string, name: string): ExportState {
  const literal = namesOfModuleExports(code);
  if (literal !== null) return literal.includes(name) ? "present" : "absent";
  const word = name.replaceAll("$", "\\$");
  const present = [
    `\\bexport\\s+(?:async\\s+)?function\\s*\\*?\\s*${word}\\b`,
    `\\bexport\\s+(?:abstract\\s+)?class\\s+${word}\\b`,
    `\\bexport\\s+(?:const|let|var)\\s+${word}\\b`,
    `\\bexport\\s+import\\s+${word}\\b`,
    `\\bexports\\.${word}\\s*=`,
    `\\bexports\\[["']${word}["']\\]`,
  ].some((pattern) => new RegExp(pattern).test(code));
  if (present || isInExportList(code, name)) return "present";
  // `export const a = …, handler = …` goes on over a comma.
  const continued =
    new RegExp(`,\\s*${word}\\s*[=:]`).test(code) && /\bexport\s+(?:const|let|var)\b/.test(code);
  // `const e = exports; e.handler = …` and `this.handler = …` of a CommonJS module.
  const assigned = new RegExp(`\\.\\s*${word}\\s*=(?!=)`).test(code);
  return continued || assigned || opaque.some((pattern) => pattern.test(code))
    ? "cannot-tell"
    : "absent";
}
