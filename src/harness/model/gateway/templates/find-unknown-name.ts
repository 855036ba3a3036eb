import type { VariableTree } from "./variables.ts";

/** A name that its variable does not have. */
export interface UnknownName {
  /** Names up to and with the unknown one. */
  readonly path: readonly string[];
  /** The names there are in its place. */
  readonly known: readonly string[];
}

/** Follows names down a variable; `null` when all are known, or free from some point on. */
export function findUnknownName(tree: VariableTree, names: readonly string[]): UnknownName | null {
  let current = tree;
  for (const [index, name] of names.entries()) {
    if (current === "leaf" || current === "open") return null;
    const next: VariableTree | undefined = Object.hasOwn(current, name) ? current[name] : undefined;
    if (next === undefined) {
      return { path: names.slice(0, index + 1), known: Object.keys(current) };
    }
    current = next;
  }
  return null;
}
