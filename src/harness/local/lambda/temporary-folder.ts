import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { guardFolder } from "./guard-process.ts";

/** The folder of one execution environment. */
export interface TemporaryFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** Made and guarded at once: a process that is killed in between would leave it. */
export function createTemporaryFolder(): TemporaryFolder {
  const folder = mkdtempSync(path.join(tmpdir(), "lockstep-fn-"));
  const release = guardFolder(folder);
  return {
    path: folder,
    remove: async () => {
      await rm(folder, { recursive: true, force: true });
      release();
    },
  };
}
