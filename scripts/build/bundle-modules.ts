import path from "node:path";
import { build } from "esbuild";
import { distribution } from "../support/repository.ts";
import type { PackageEntry } from "./package-entries.ts";
import { replaceImportMeta } from "./replace-import-meta.ts";

// Answers as the unbundled module in dist would.
const banner = `import { dirname as lockstepDirname } from "node:path";
import { fileURLToPath as lockstepToPath } from "node:url";
const lockstepImportMeta = (file) => {
  const url = new URL("../" + file, import.meta.url).href;
  const filename = lockstepToPath(url);
  const resolve = (specifier) => import.meta.resolve(specifier);
  return { url, filename, dirname: lockstepDirname(filename), resolve };
};`;

/**
 * Build the ES module side of the test-facing entries: a few files in place of some hundred, which halves the
 * time an import takes. What is imported on demand stays apart, entries share their parts, and every
 * package stays a dependency.
 */
export async function bundleModules(entries: readonly PackageEntry[]): Promise<void> {
  await build({
    entryPoints: entries.map(({ name, module }) => ({ in: `./${module}.js`, out: name })),
    outdir: path.join(distribution, "esm"),
    absWorkingDir: distribution,
    bundle: true,
    splitting: true,
    packages: "external",
    format: "esm",
    platform: "node",
    target: "node22.19",
    chunkNames: "[name]-[hash]",
    legalComments: "inline",
    banner: { js: banner },
    logLevel: "warning",
    plugins: [replaceImportMeta("esm/index.js")],
  });
}
