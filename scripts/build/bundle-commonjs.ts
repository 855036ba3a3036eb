import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import path from "node:path";
import { build, type OnResolveArgs, type OnResolveResult, type Plugin } from "esbuild";
import { readJsonObject } from "../support/json.ts";
import { listImports } from "../support/list-imports.ts";
import { packageName } from "../support/package-name.ts";
import { distribution, repository } from "../support/repository.ts";
import { replaceImportMeta } from "./replace-import-meta.ts";
import type { PackageEntry } from "./package-entries.ts";

const bundleName = "lockstep.cjs";

/** CommonJS packages that need an ES module at run time: the module loader of jest cannot load that part. */
const requiresModules: ReadonlySet<string> = new Set(["@apidevtools/swagger-parser"]);

// Stands in for `import.meta` of a bundled file: answers as the ES module in dist would, so that files
// beside a module are found where they are.
const banner = `"use strict";
const lockstepImportMeta = (file) => {
  const filename = require("node:path").join(__dirname, "..", file);
  const { createRequire } = require("node:module");
  const { pathToFileURL } = require("node:url");
  return {
    url: pathToFileURL(filename).href,
    filename,
    dirname: require("node:path").dirname(filename),
    resolve: (specifier) => pathToFileURL(createRequire(filename).resolve(specifier)).href,
  };
};`;

/**
 * Build the CommonJS side of the test-facing entries: one bundle that holds every module once, so that
 * entries share state, and a small file per entry that loads its part on demand. Packages that `require`
 * cannot load in jest's default mode are bundled, the others stay dependencies.
 */
export async function bundleCommonjs(
  entries: readonly PackageEntry[],
  dependencies: ReadonlySet<string>,
): Promise<void> {
  const folder = path.join(distribution, "cjs");
  const parts = entries.map(
    (entry) => `${JSON.stringify(entry.name)}: () => require("./${entry.module}.js"),`,
  );
  await build({
    stdin: { contents: `module.exports = {\n${parts.join("\n")}\n};`, resolveDir: distribution },
    outfile: path.join(folder, bundleName),
    absWorkingDir: distribution,
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node22.19",
    supported: { "dynamic-import": false },
    legalComments: "inline",
    banner: { js: banner },
    logLevel: "warning",
    logOverride: { "unsupported-dynamic-import": "silent" },
    plugins: [externalPackages(dependencies), replaceImportMeta(`cjs/${bundleName}`)],
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "package.json"), '{\n  "type": "commonjs"\n}\n');
  for (const entry of entries) {
    writeFileSync(
      path.join(folder, `${entry.name}.cjs`),
      `"use strict";\nmodule.exports = require("./${bundleName}")["${entry.name}"]();\n`,
    );
  }
  copyDeclarations(entries, folder);
}

function externalPackages(dependencies: ReadonlySet<string>): Plugin {
  const require = createRequire(path.join(repository, "package.json"));
  const decide = (args: OnResolveArgs): OnResolveResult | undefined => {
    if (args.kind === "entry-point" || isBuiltin(args.path)) return undefined;
    const name = packageName(args.path);
    if (!dependencies.has(name) || requiresModules.has(name)) return undefined;
    try {
      return isEsModule(require.resolve(args.path)) ? undefined : { external: true };
    } catch {
      return undefined;
    }
  };
  return {
    name: "external-packages",
    setup(context) {
      context.onResolve({ filter: /^[^./]/ }, decide);
    },
  };
}

function isEsModule(file: string): boolean {
  if (file.endsWith(".mjs")) return true;
  if (!file.endsWith(".js")) return false;
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, "package.json");
    if (existsSync(manifest)) return readJsonObject(manifest)["type"] === "module";
    if (folder === path.dirname(folder)) return false;
  }
}

/** Declarations are read as CommonJS when they lie under a package.json of that type: copy what entries need. */
function copyDeclarations(entries: readonly PackageEntry[], folder: string): void {
  const waiting = entries.map((entry) => `${entry.module}.d.ts`);
  const seen = new Set(waiting);
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const source = path.join(distribution, file);
    cpSync(source, path.join(folder, file));
    for (const { specifier } of listImports(file, readFileSync(source, "utf8"))) {
      if (!specifier.startsWith(".")) continue;
      const next = path.posix.join(path.posix.dirname(file), specifier.replace(/\.js$/, ".d.ts"));
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
}
