import { readFileSync } from "node:fs";
import { isObject, parseJson } from "../../core/json.ts";

/** The name the package is published under. */
export const toolName = "lockstep-sam";

/** The version in the nearest package.json that is this package's own: the repository's, or the installed one's. */
export function toolVersion(): string {
  for (let folder = new URL(".", import.meta.url); ; folder = new URL("..", folder)) {
    const version = versionIn(new URL("package.json", folder));
    if (version !== null) return version;
    if (folder.pathname === new URL("..", folder).pathname) return "unknown";
  }
}

function versionIn(manifest: URL): string | null {
  try {
    const value = parseJson(readFileSync(manifest, "utf8"));
    if (!isObject(value) || value["name"] !== toolName) return null;
    return typeof value["version"] === "string" ? value["version"] : null;
  } catch {
    return null;
  }
}
