import { readFileSync } from "node:fs";

/** Version in the nearest package.json above this file: the repository's, or the published package's. */
function readVersion(): string {
  for (let folder = new URL(".", import.meta.url); ; folder = new URL("..", folder)) {
    try {
      const text = readFileSync(new URL("package.json", folder), "utf8");
      const found = /"version":\s*"([^"]+)"/.exec(text)?.[1];
      if (found !== undefined) return found;
    } catch (error) {
      if (folder.pathname === "/") throw error;
    }
  }
}

process.stdout.write(`${readVersion()}\n`);
