import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { repository } from "../../../scripts/support/repository.ts";

/** The Order API in a folder of its own, to be broken. */
export interface CopiedOrderApi {
  readonly root: string;
  /** Replaces a text that stands in a file exactly once. Throws where it does not. */
  replace(file: string, text: string, by: string): void;
  remove(): void;
}

/** Copies spec, template and handlers of the Order API; packages stay where they are. */
export function copyOrderApi(): CopiedOrderApi {
  const root = mkdtempSync(path.join(tmpdir(), "lockstep-order-api-"));
  for (const name of ["openapi.yaml", "template.yaml", "samconfig.toml", "src/orders"])
    cpSync(path.join(repository, name), path.join(root, name), { recursive: true });
  symlinkSync(path.join(repository, "node_modules"), path.join(root, "node_modules"));
  return {
    root,
    replace: (file, text, by) => {
      const target = path.join(root, file);
      const parts = readFileSync(target, "utf8").split(text);
      if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times "${text}"`);
      writeFileSync(target, parts.join(by));
    },
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}
