import path from "node:path";
import { readJsonObject, readStringMap } from "../support/json.ts";
import { repository } from "../support/repository.ts";

/** A test-facing entry of the package, as the root package.json declares it under `exports`. */
export interface PackageEntry {
  /** Subpath users import: "." or "./pact". */
  readonly subpath: string;
  /** Name of its CommonJS file, without extension: "index" or "pact". */
  readonly name: string;
  /** Path below src/harness and below dist, without extension: "app/testing/pact". */
  readonly module: string;
}

const sourceRoot = "./src/harness/";

/**
 * Read the entries from `exports` of the root package.json, the one place that lists them.
 *
 * @throws Error when an entry does not point at a TypeScript file under src/harness
 */
export function readPackageEntries(): readonly PackageEntry[] {
  const manifest = readJsonObject(path.join(repository, "package.json"));
  const entries = Object.entries(readStringMap(manifest, "exports")).map(([subpath, file]) => {
    if (!file.startsWith(sourceRoot) || !file.endsWith(".ts")) {
      throw new Error(`exports["${subpath}"]: expected a .ts file under ${sourceRoot}`);
    }
    const name = subpath === "." ? "index" : subpath.slice("./".length).replaceAll("/", "-");
    return { subpath, name, module: file.slice(sourceRoot.length, -".ts".length) };
  });
  if (entries.length === 0) throw new Error("package.json declares no exports");
  return entries;
}
