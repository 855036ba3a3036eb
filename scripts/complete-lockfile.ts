import path from "node:path";
import { isJsonObject, readJsonObject, writeJson } from "./support/json.ts";
import { describePlatformPackage, listMissingPlatformPackages } from "./support/lockfile.ts";
import { repository } from "./support/repository.ts";

// Adds the parts for other platforms that `npm install` left out of package-lock.json: run it after each
// change of dependencies, or `npm ci` refuses the lockfile.
const file = path.join(repository, "package-lock.json");
const lockfile = readJsonObject(file);
const packages = lockfile["packages"];
if (!isJsonObject(packages)) throw new Error(`${file}: expected "packages"`);
const added = listMissingPlatformPackages(packages).map(
  (missing) => [`node_modules/${missing.name}`, describePlatformPackage(missing)] as const,
);
const sorted = Object.entries({ ...packages, ...Object.fromEntries(added) }).toSorted(
  ([left], [right]) => left.localeCompare(right, "en"),
);
writeJson(file, { ...lockfile, packages: Object.fromEntries(sorted) });
console.log(`${String(added.length)} entries added`);
