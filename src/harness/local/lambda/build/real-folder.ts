import { mkdirSync, realpathSync } from "node:fs";

/**
 * The folder itself, made where it is missing, without symbolic links on the way: Node.js loads a module by this
 * path, and the sources of its map are found relative to it.
 */
export function realFolder(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return realpathSync(folder);
}
