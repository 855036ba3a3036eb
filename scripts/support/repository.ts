import path from "node:path";

/** Folder of the repository. */
export const repository: string = path.resolve(import.meta.dirname, "../..");

/** Folder of the built package. */
export const distribution: string = path.join(repository, "dist");

/** Path of a tool installed in the repository. */
export function toolPath(name: string): string {
  return path.join(repository, "node_modules/.bin", name);
}
