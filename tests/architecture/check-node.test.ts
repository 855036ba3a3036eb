import { expect } from "chai";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { repository } from "../../scripts/support/repository.ts";

interface Guard {
  readonly explainUnsupportedNode: (
    found: string,
    needed: string,
    nextAction: string,
  ) => string | undefined;
}

function isGuard(module: unknown): module is Guard {
  return (
    typeof module === "object" &&
    module !== null &&
    "explainUnsupportedNode" in module &&
    typeof module.explainUnsupportedNode === "function"
  );
}

const file = path.join(repository, "scripts/check-node.cjs");
const guard: unknown = createRequire(import.meta.url)(file);

/** What the guard says of a version, when 22.19.0 is needed. */
function explain(found: string): string | undefined {
  if (!isGuard(guard)) throw new TypeError("check-node.cjs does not export its check");
  return guard.explainUnsupportedNode(found, "22.19.0", "install another one");
}

describe("The guard against an unsupported Node.js", () => {
  it("lets the needed version and later ones pass", () => {
    for (const found of ["22.19.0", "22.19.1", "22.20.0", "24.0.0", "100.0.0"]) {
      expect(explain(found), found).to.equal(undefined);
    }
  });

  it("says what was found, what is needed and what to do", () => {
    for (const found of ["22.18.9", "20.20.2", "8.17.0", "9.0.0"]) {
      expect(explain(found), found)
        .to.include(`found:  ${found}`)
        .and.include("needed: 22.19.0 or later")
        .and.include("next:   install another one");
    }
  });

  it("is written in syntax that old runtimes parse", () => {
    const source = readFileSync(file, "utf8");
    expect(source).to.not.match(/=>|`\$|\bconst\b|\blet\b|\?\?|\?\.|\bclass\b|\bimport\b/);
  });
});
