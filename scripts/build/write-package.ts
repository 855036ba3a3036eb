import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readJsonObject, readString, writeJson, type JsonObject } from "../support/json.ts";
import { distribution, repository } from "../support/repository.ts";
import { guardEntries } from "./guard-entries.ts";
import { findPackageDependencies } from "./package-dependencies.ts";
import type { PackageEntry } from "./package-entries.ts";

/** Lowest Node.js the published package supports. */
const supportedNode = "22.19.0";
const mainModule = "app/cli/main.js";
const documents = [
  "README.md",
  "LICENSE",
  "CHANGELOG.md",
  "docs/problems.md",
  "docs/run-result.schema.json",
  "docs/lockstep-config.schema.json",
] as const;

/** Write what makes dist a package: manifest, command and documents. */
export function writePackage(entries: readonly PackageEntry[]): void {
  const root = readJsonObject(path.join(repository, "package.json"));
  writeCommand();
  guardEntries(distribution, entries, supportedNode);
  for (const name of documents) {
    const source = path.join(repository, name);
    if (existsSync(source)) cpSync(source, path.join(distribution, name));
  }
  writeJson(path.join(distribution, "package.json"), createManifest(root, entries));
}

function createManifest(root: JsonObject, entries: readonly PackageEntry[]): JsonObject {
  const { dependencies, optionalDependencies, peerDependencies } = findPackageDependencies();
  const peerNames = Object.keys(peerDependencies);
  return {
    name: readString(root, "name"),
    version: readString(root, "version"),
    description: readString(root, "description"),
    keywords: ["aws", "sam", "lambda", "api-gateway", "openapi", "contract-testing", "pact"],
    license: readString(root, "license"),
    type: "module",
    main: "./cjs/index.cjs",
    types: `./${entries.find((entry) => entry.subpath === ".")?.module ?? "index"}.d.ts`,
    exports: {
      ...Object.fromEntries(entries.map((entry) => [entry.subpath, conditions(entry)])),
      "./package.json": "./package.json",
    },
    bin: { lockstep: "bin/lockstep.cjs" },
    engines: { node: `>=${supportedNode}` },
    dependencies,
    optionalDependencies,
    ...(peerNames.length === 0
      ? {}
      : {
          peerDependencies,
          peerDependenciesMeta: Object.fromEntries(
            peerNames.map((name) => [name, { optional: true }]),
          ),
        }),
  };
}

function conditions({ module, name }: PackageEntry): JsonObject {
  return {
    import: { types: `./${module}.d.ts`, default: `./esm/${name}.js` },
    require: { types: `./cjs/${module}.d.ts`, default: `./cjs/${name}.cjs` },
  };
}

function writeCommand(): void {
  const folder = path.join(distribution, "bin");
  const launcher = readFileSync(path.join(repository, "scripts/bin-launcher.cjs"), "utf8");
  mkdirSync(folder, { recursive: true });
  cpSync(path.join(repository, "scripts/check-node.cjs"), path.join(folder, "check-node.cjs"));
  const command = path.join(folder, "lockstep.cjs");
  writeFileSync(
    command,
    launcher.replace("@ENGINE@", supportedNode).replace("@MAIN@", `../${mainModule}`),
  );
  chmodSync(command, 0o755);
}
