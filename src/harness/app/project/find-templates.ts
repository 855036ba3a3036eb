import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { showPath } from "./project-files.ts";

const deepest = 4;
const mostFolders = 2000;
const mostFound = 20;
const largestFile = 4 * 1024 * 1024;

/** Folders that hold copies and packages, not sources. */
const passedOver = new Set([
  "node_modules",
  "dist",
  "build",
  "coverage",
  "cdk.out",
  "vendor",
  "venv",
  "__pycache__",
]);

function isCandidate(name: string): boolean {
  return /template.*\.(?:ya?ml|json)$/i.test(name) || /^sam\.ya?ml$/i.test(name);
}

/** A template says so: it has resources of AWS types. */
function looksLikeTemplate(file: string): boolean {
  try {
    if (statSync(file).size > largestFile) return false;
    const text = readFileSync(file, "utf8");
    return /["']?\bResources["']?\s*:/.test(text) && /AWS::[A-Za-z0-9]+::/.test(text);
  } catch {
    return false;
  }
}

/**
 * SAM and CloudFormation templates below a folder, at most four levels deep, relative to it and sorted.
 * The search is bounded: at most 2000 folders, hidden ones and those of packages and builds left out.
 */
export function findTemplates(root: string): readonly string[] {
  const found: string[] = [];
  let folders: readonly string[] = [root];
  let seen = 0;
  for (let depth = 0; depth <= deepest && folders.length > 0; depth += 1) {
    const below: string[] = [];
    for (const folder of folders) {
      seen += 1;
      if (seen > mostFolders || found.length >= mostFound) return found.toSorted();
      for (const entry of entriesOf(folder)) {
        const path = join(folder, entry.name);
        if (entry.isDirectory() && !entry.name.startsWith(".") && !passedOver.has(entry.name)) {
          below.push(path);
        } else if (entry.isFile() && isCandidate(entry.name) && looksLikeTemplate(path)) {
          found.push(showPath(root, path));
        }
      }
    }
    folders = below;
  }
  return found.toSorted();
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
