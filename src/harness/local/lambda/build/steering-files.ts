import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** A base of a base of a tsconfig is followed so many times. */
const deepestBase = 8;

/**
 * Files that steer how sources are built without being part of it, whether they are there or not: in each
 * folder from that of a source up to its package `tsconfig.json` with the files it extends, and `package.json`.
 *
 * @param sources absolute paths of what goes into a build
 */
export function steeringFiles(sources: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  for (const source of sources) climb(path.dirname(source), seen, found);
  return [...found];
}

function climb(start: string, seen: Set<string>, found: Set<string>): void {
  for (let folder = start; !seen.has(folder); folder = path.dirname(folder)) {
    seen.add(folder);
    // A package's own settings are as it was installed.
    if (!folder.includes(`${path.sep}node_modules${path.sep}`)) {
      addConfig(path.join(folder, "tsconfig.json"), found, deepestBase);
    }
    const manifest = path.join(folder, "package.json");
    found.add(manifest);
    if (readOrNull(manifest) !== null || folder === path.dirname(folder)) return;
  }
}

function addConfig(file: string, found: Set<string>, depth: number): void {
  if (found.has(file)) return;
  found.add(file);
  const text = depth === 0 ? null : readOrNull(file);
  const written = text === null ? null : /"extends"\s*:\s*(\[[^\]]*\]|"[^"]*")/.exec(text);
  for (const [, base = ""] of (written?.[1] ?? "").matchAll(/"([^"]*)"/g)) {
    for (const candidate of basesOf(file, base)) addConfig(candidate, found, depth - 1);
  }
}

/** Where a base may lie: a path with or without its ending, or a file of a package. */
function basesOf(file: string, base: string): readonly string[] {
  if (base.startsWith(".") || path.isAbsolute(base)) {
    const beside = path.resolve(path.dirname(file), base);
    return beside.endsWith(".json") ? [beside] : [`${beside}.json`];
  }
  const require = createRequire(file);
  for (const name of [base, `${base}.json`, `${base}/tsconfig.json`]) {
    try {
      return [require.resolve(name)].filter((found) => found.endsWith(".json"));
    } catch {
      // Then another form of the name, or none.
    }
  }
  return [];
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
