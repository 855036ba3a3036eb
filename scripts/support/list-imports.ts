import { parseSync, Visitor } from "oxc-parser";

/** One place where a module names another one. */
export interface ModuleImport {
  readonly specifier: string;
  /** Line of the import, counted from 1. */
  readonly line: number;
  /** Erased before the program runs: `import type`, or `import("…")` in a type. */
  readonly typeOnly: boolean;
  /** `import(…)` at run time: loaded when reached, not when the module loads. */
  readonly dynamic: boolean;
}

/**
 * List every import, re-export and `import()` of a TypeScript or JavaScript module, in source order.
 * `import()` of something other than a string literal cannot be known and is left out.
 *
 * @throws Error when the source does not parse; the message names the file
 */
export function listImports(file: string, source: string): readonly ModuleImport[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message ?? "does not parse"}`);
  const found: { readonly start: number; readonly entry: Omit<ModuleImport, "line"> }[] = [];
  const add = (start: number, specifier: string, typeOnly: boolean, dynamic: boolean): void => {
    found.push({ start, entry: { specifier, typeOnly, dynamic } });
  };
  new Visitor({
    ImportDeclaration(node) {
      // `import { type T }` stays behind as a bare import (verbatimModuleSyntax): it loads the module.
      add(node.start, node.source.value, node.importKind === "type", false);
    },
    ExportNamedDeclaration(node) {
      if (node.source === null) return;
      add(node.start, node.source.value, node.exportKind === "type", false);
    },
    ExportAllDeclaration(node) {
      add(node.start, node.source.value, node.exportKind === "type", false);
    },
    ImportExpression(node) {
      if (node.source.type !== "Literal" || typeof node.source.value !== "string") return;
      add(node.start, node.source.value, false, true);
    },
    TSImportType(node) {
      add(node.start, node.source.value, true, false);
    },
  }).visit(program);
  return found
    .toSorted((left, right) => left.start - right.start)
    .map(({ start, entry }) => ({ ...entry, line: source.slice(0, start).split("\n").length }));
}
