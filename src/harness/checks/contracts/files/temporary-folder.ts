import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Folders in use; what is left of them goes away when the process exits (not when a signal kills it). */
const openFolders = new Set<string>();
let listening = false;

/** Removes a temporary folder and all that is in it. */
export function removeTemporaryFolder(folder: string): void {
  openFolders.delete(folder);
  rmSync(folder, { recursive: true, force: true });
}

/** Makes an empty temporary folder, absolute; `prefix` begins its name. */
export function createTemporaryFolder(prefix: string): string {
  if (!listening) process.once("exit", () => openFolders.forEach(removeTemporaryFolder));
  listening = true;
  const folder = mkdtempSync(join(tmpdir(), prefix));
  openFolders.add(folder);
  return folder;
}
