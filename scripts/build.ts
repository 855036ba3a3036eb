import { bundleBootstrap } from "./build/bundle-bootstrap.ts";
import { bundleCommonjs } from "./build/bundle-commonjs.ts";
import { bundleModules } from "./build/bundle-modules.ts";
import { emitModules } from "./build/emit-modules.ts";
import { readPackageEntries } from "./build/package-entries.ts";
import { writePackage } from "./build/write-package.ts";
import { readJsonObject, readStringMap } from "./support/json.ts";

// Builds the published package into dist/: ES modules with declarations, CommonJS entries, command, manifest.
const entries = readPackageEntries();
await emitModules();
await bundleCommonjs(
  entries,
  new Set(Object.keys(readStringMap(readJsonObject("package.json"), "dependencies"))),
);
await bundleModules(entries);
await bundleBootstrap();
writePackage(entries);
