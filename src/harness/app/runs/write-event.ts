import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** Writes an event to a file relative to a folder, with the folders it needs; `null` writes nothing. */
export function writeEvent(
  root: string,
  out: string | null,
  text: string,
): { readonly text: string; readonly file: string | null } {
  if (out === null) return { text, file: null };
  const file = resolve(root, out);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return { text, file: out };
}
