import { expect } from "chai";
import { readFileSync } from "node:fs";
import path from "node:path";
import { readJsonObject, readStringMap } from "../../scripts/support/json.ts";
import { repository } from "../../scripts/support/repository.ts";

const readme = readFileSync(path.join(repository, "README.md"), "utf8");
const manifest = readJsonObject(path.join(repository, "package.json"));

/** The packages named in the first column of the table under "What it is built on". */
function listedPackages(): readonly string[] {
  const section = /^## What it is built on\n([^]*?)(?:^## |$(?![^]))/m.exec(readme)?.[1] ?? "";
  return [...section.matchAll(/^\| (`[^|]+) \|/gm)]
    .flatMap(([, cell = ""]) => [...cell.matchAll(/`([^`]+)`/g)])
    .map(([, name = ""]) => name)
    .toSorted();
}

describe("The dependencies in README.md", () => {
  it("are those of package.json, all of them and nothing else", () => {
    const declared = [
      ...Object.keys(readStringMap(manifest, "dependencies")),
      ...Object.keys(readStringMap(manifest, "optionalDependencies")),
    ];
    expect(listedPackages()).to.deep.equal(declared.toSorted());
  });
});
