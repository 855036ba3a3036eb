import { accessSync, constants } from "node:fs";
import path from "node:path";
import { noCommand, type CommandSearch } from "./function-command.ts";
import { lookAt } from "../look-at.ts";

function isFile(file: string): boolean {
  return lookAt(file)?.isFile() === true;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Finds the `bootstrap` of a function on an OS-only runtime (`provided.al2023`): in the first of the folders
 * that has one.
 *
 * @param folders absolute paths, the function's `CodeUri` first, then the folder a build writes it to
 */
export function findBootstrap(folders: readonly string[]): CommandSearch {
  const files = [...new Set(folders)].map((folder) => path.join(folder, "bootstrap"));
  const file = files.find(isFile);
  if (file === undefined) {
    return noCommand(
      "Runtime.InvalidEntrypoint",
      `Couldn't find valid bootstrap(s): looked for ${files.join(", ")}. Build the function for this machine (sam build), or put its bootstrap into CodeUri.`,
    );
  }
  if (!isExecutable(file)) {
    return noCommand(
      "Runtime.InvalidEntrypoint",
      `fork/exec ${file}: permission denied. Make it executable: chmod +x ${file}`,
    );
  }
  const taskRoot = path.dirname(file);
  return { ok: true, command: { kind: "bootstrap", executable: file, args: [], taskRoot } };
}
