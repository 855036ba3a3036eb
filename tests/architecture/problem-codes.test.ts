import { expect } from "chai";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { isJsonObject } from "../../scripts/support/json.ts";
import { repository } from "../../scripts/support/repository.ts";
import { problemCodes, setupErrorCodes } from "../../src/harness/core/problem-codes.ts";
import { listDocumentedCodes } from "../support/architecture/documented-codes.ts";
import { parseLayerTable } from "../support/architecture/layer-table.ts";

const registered = [...Object.keys(problemCodes), ...Object.keys(setupErrorCodes)].toSorted();
const documented = listDocumentedCodes(
  readFileSync(path.join(repository, "docs/problems.md"), "utf8"),
);
const tables = globSync("src/harness/core/codes/*.ts", { cwd: repository }).filter(
  (file) => path.basename(file) !== "code-entry.ts",
);

/** The codes of every table that a file under core/codes exports. */
async function readTables(file: string): Promise<readonly string[]> {
  const module: unknown = await import(pathToFileURL(path.join(repository, file)).href);
  return isJsonObject(module)
    ? Object.values(module).flatMap((table) => (isJsonObject(table) ? Object.keys(table) : []))
    : [];
}

describe("Problem codes", () => {
  it("have a paragraph in docs/problems.md, and nothing else has one", () => {
    expect(documented.map(({ code }) => code).toSorted()).to.deep.equal(registered);
  });

  it("stand under the heading of their layer, with a text", () => {
    const misplaced = documented.filter(
      ({ code, section, empty }) => !code.startsWith(`${section}/`) || empty,
    );
    expect(misplaced).to.deep.equal([]);
  });

  it("read layer/what-is-wrong, with the layer of the file that registers them", async () => {
    const layers = parseLayerTable(readFileSync(path.join(repository, "ARCHITECTURE.md"), "utf8"));
    const wrong: string[] = [];
    for (const file of tables) {
      const layer = path.basename(file, ".ts");
      if (!layers.has(layer)) wrong.push(`${file} is named after no layer`);
      for (const code of await readTables(file)) {
        if (!new RegExp(`^${layer}/[a-z0-9]+(?:-[a-z0-9]+)*$`).test(code)) {
          wrong.push(`${file}: ${code}`);
        }
      }
    }
    expect(tables).to.not.be.empty;
    expect(wrong).to.deep.equal([]);
  });

  it("are all gathered in problem-codes.ts", async () => {
    const all = await Promise.all(tables.map(readTables));
    expect(all.flat().toSorted()).to.deep.equal(registered);
  });

  it("are read from the page with their section and whether they have a text", () => {
    const page = "# Codes\n\n## aws\n\n### `aws/a`\n\nText.\n\n### `aws/b` (set-up)\n\n## stage\n";
    expect(listDocumentedCodes(page)).to.deep.equal([
      { code: "aws/a", section: "aws", empty: false },
      { code: "aws/b", section: "aws", empty: true },
    ]);
  });
});
