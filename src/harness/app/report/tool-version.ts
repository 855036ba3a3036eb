import { readFileSync } from "node:fs";
import { isObject, parseJson } from "../../core/json.ts";

/** The name the package is published under. */
export const toolName = "lockstep-sam";

/** Lowest Node.js the package runs on, where its manifest does not say. */
const supportedNode = ">=22.19.0";

interface Package {
  /** Its folder, with a slash at the end. */
  readonly folder: URL;
  readonly manifest: { readonly [key: string]: unknown };
}

/** The nearest package.json that is this package's own: the repository's, or the installed one's. */
function findPackage(): Package | null {
  for (let folder = new URL(".", import.meta.url); ; folder = new URL("..", folder)) {
    const manifest = readOwn(new URL("package.json", folder));
    if (manifest !== null) return { folder, manifest };
    if (folder.pathname === new URL("..", folder).pathname) return null;
  }
}

function readOwn(file: URL): Package["manifest"] | null {
  try {
    const value = parseJson(readFileSync(file, "utf8"));
    return isObject(value) && value["name"] === toolName ? value : null;
  } catch {
    return null;
  }
}

/** This package's version. */
export function toolVersion(): string {
  const version = findPackage()?.manifest["version"];
  return typeof version === "string" ? version : "unknown";
}

/** The versions of Node.js this package runs on: `>=22.19.0`. */
export function toolEngines(): string {
  const engines = findPackage()?.manifest["engines"];
  const node = isObject(engines) ? engines["node"] : undefined;
  return typeof node === "string" ? node : supportedNode;
}

/** The text of a file that comes with this package, `null` where it is not there. */
export function readToolFile(path: string): string | null {
  const own = findPackage();
  if (own === null) return null;
  try {
    return readFileSync(new URL(path, own.folder), "utf8");
  } catch {
    return null;
  }
}
