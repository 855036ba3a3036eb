import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { PackageEntry } from "./package-entries.ts";

const guardFile = "bin/refuse-old-node.cjs";

/**
 * Make every test-facing entry of a built package refuse a Node.js that is too old, in the words of the
 * command, before anything else of the package is evaluated.
 *
 * @param distribution folder of the built package, `bin/check-node.cjs` included
 * @param supportedNode lowest version that works, for example "22.19.0"
 */
export function guardEntries(
  distribution: string,
  entries: readonly PackageEntry[],
  supportedNode: string,
): void {
  writeFileSync(path.join(distribution, guardFile), guardSource(supportedNode));
  for (const { name } of entries) {
    // Modules are evaluated in the order of their imports.
    prefix(path.join(distribution, "esm", `${name}.js`), `import "../${guardFile}";\n`);
    const commonjs = path.join(distribution, "cjs", `${name}.cjs`);
    prefix(commonjs, `"use strict";\nrequire("../${guardFile}");\n`);
  }
}

/** Plain syntax: it runs under the old Node.js. Thrown, since a test runner shows errors only. */
function guardSource(supportedNode: string): string {
  return `"use strict";
var message = require("./check-node.cjs").explainUnsupportedNode(
  process.versions.node,
  ${JSON.stringify(supportedNode)},
  "install a supported Node.js (https://nodejs.org), then run the tests again.",
);
if (message !== undefined) throw new Error(message.trim());
`;
}

function prefix(file: string, text: string): void {
  writeFileSync(file, text + readFileSync(file, "utf8"));
}
