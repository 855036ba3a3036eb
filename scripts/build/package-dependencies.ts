import { globSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import { readJsonObject, readStringMap } from "../support/json.ts";
import { listImports } from "../support/list-imports.ts";
import { packageName } from "../support/package-name.ts";
import { distribution, repository } from "../support/repository.ts";

/** Test frameworks the user brings: named in declarations, loaded from the user's own tree. */
const peers: Readonly<Record<string, string>> = { chai: ">=4.3.0", mocha: ">=10.0.0" };

/** Native parts used where the platform has them; their names are put together at run time. */
const optionalPackages: readonly string[] = ["@dynoxide/linux-x64"];

/** What the published package declares of other packages. */
export interface PackageDependencies {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/**
 * Work out the dependencies from what the built files name: every import, and every call of `require`
 * or `resolve` with the name of a dependency of the repository.
 *
 * @throws Error when a built file imports a package that the repository does not list as dependency
 */
export function findPackageDependencies(): PackageDependencies {
  const root = readJsonObject(path.join(repository, "package.json"));
  const listed = readStringMap(root, "dependencies");
  const types = readStringMap(root, "devDependencies");
  const optional = readStringMap(root, "optionalDependencies");
  const dependencies = new Map<string, string>();
  const peerDependencies = new Map<string, string>();
  for (const file of builtFiles()) {
    const source = readFileSync(path.join(distribution, file), "utf8");
    for (const name of Object.keys(listed)) {
      if (resolvesPackage(source, name)) dependencies.set(name, caret(listed[name]));
    }
    for (const name of importedPackages(file, source)) {
      const typesName = `@types/${name}`;
      if (name in listed) dependencies.set(name, caret(listed[name]));
      else if (name in peers) peerDependencies.set(name, peers[name] ?? "*");
      else if (file.endsWith(".d.ts") && typesName in types) {
        dependencies.set(typesName, caret(types[typesName]));
      } else throw new Error(`dist/${file} imports "${name}", which is not a dependency`);
    }
  }
  return {
    dependencies: sorted(dependencies),
    optionalDependencies: Object.fromEntries(
      optionalPackages.map((name) => [name, caret(optional[name])]),
    ),
    peerDependencies: sorted(peerDependencies),
  };
}

function builtFiles(): readonly string[] {
  return globSync("**/*.{js,d.ts}", { cwd: distribution })
    .filter((file) => !file.startsWith(`cjs${path.sep}`))
    .toSorted();
}

function importedPackages(file: string, source: string): readonly string[] {
  return listImports(file, source)
    .map(({ specifier }) => specifier)
    .filter((specifier) => !specifier.startsWith(".") && !isBuiltin(specifier))
    .map(packageName);
}

function resolvesPackage(source: string, name: string): boolean {
  const escaped = name.replaceAll(".", String.raw`\.`);
  return new RegExp(`\\b(?:require|resolve)\\(\\s*["'\`]${escaped}["'\`/]`).test(source);
}

function caret(version: string | undefined): string {
  if (version === undefined) throw new Error("a dependency of the package has no version");
  return `^${version}`;
}

function sorted(map: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  return Object.fromEntries([...map].toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
