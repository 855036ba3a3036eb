import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";

/** How much of a cache is kept. */
export interface PruneLimits {
  readonly bytes: number;
  readonly ageMs: number;
}

/** Of compiled code: some hundred functions, a month. */
export const compiledLimits: PruneLimits = {
  bytes: 128 * 1024 * 1024,
  ageMs: 30 * 24 * 60 * 60 * 1000,
};

/** Removes the files below a folder that are too old, and the oldest of those that are too much. Never rejects. */
export async function pruneFolder(folder: string, { bytes, ageMs }: PruneLimits): Promise<void> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = await Promise.all(
      entries
        .filter((entry) => entry.isFile())
        .map(async (entry) => {
          const file = path.join(entry.parentPath, entry.name);
          const { size, mtimeMs } = await stat(file);
          return { file, size, mtimeMs };
        }),
    );
    let kept = 0;
    for (const { file, size, mtimeMs } of files.toSorted((a, b) => b.mtimeMs - a.mtimeMs)) {
      kept += size;
      if (kept > bytes || Date.now() - mtimeMs > ageMs) await rm(file, { force: true });
    }
  } catch {
    // There is no such folder yet, or another run prunes it too.
  }
}
