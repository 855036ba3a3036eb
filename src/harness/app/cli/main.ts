import { readFileSync } from "node:fs";

/** Version in the nearest package.json above this file: the repository's, or the published package's. */
function readVersion(): string {
  let folder = import.meta.url;
  for (let depth = 0; depth < 6; depth += 1) {
    folder = new URL("..", folder).href;
    try {
      const found = /"version":\s*"([^"]+)"/.exec(
        readFileSync(new URL("package.json", folder), "utf8"),
      )?.[1];
      if (found !== undefined) return found;
    } catch {
      continue;
    }
  }
  return "unknown";
}

process.stdout.write(`${readVersion()}\n`);
