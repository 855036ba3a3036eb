import type { TextFiles } from "../../../core/ports.ts";
import { joinPath, parentFolders } from "../project-path.ts";

/**
 * Whether a .gitignore above a path leaves it out, as far as its plain lines tell: what is ignored is
 * made, not written. Patterns with wildcards inside are not read.
 *
 * @param path relative to the project root.
 */
export function isIgnored(path: string, files: TextFiles): boolean {
  return parentFolders(path)
    .slice(1)
    .some((folder) => {
      const text = files.read(joinPath(folder, ".gitignore"));
      const inside = folder === "" ? path : path.slice(folder.length + 1);
      return text !== null && text.split(/\r?\n/).some((line) => covers(line.trim(), inside));
    });
}

function covers(line: string, path: string): boolean {
  if (line === "" || line.startsWith("#") || line.startsWith("!")) return false;
  const name = line.replace(/^\*\*\//, "").replace(/\/(?:\*\*?)?$/, "");
  if (name === "" || /[*?[\]]/.test(name)) return false;
  // A slash anywhere but at the end ties the pattern to the folder of the file.
  if (name.includes("/")) {
    const anchored = joinPath(name);
    return path === anchored || path.startsWith(`${anchored}/`);
  }
  return path.split("/").includes(name);
}
