import { statSync, type Stats } from "node:fs";

/**
 * What lies at a path, links followed; `null` where nothing can be seen: it is not there, links go in a circle, the
 * name is longer than names are, or a folder on the way may not be entered.
 */
export function lookAt(file: string): Stats | null {
  try {
    return statSync(file, { throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}
