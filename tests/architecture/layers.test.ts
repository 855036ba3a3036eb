import { expect } from "chai";
import { readFileSync } from "node:fs";
import path from "node:path";
import { readJsonObject, readStringMap } from "../../scripts/support/json.ts";
import { packageName } from "../../scripts/support/package-name.ts";
import { repository } from "../../scripts/support/repository.ts";
import { judgeImports } from "../support/architecture/judge-imports.ts";
import { findOpenWingBorders, parseLayerTable } from "../support/architecture/layer-table.ts";
import {
  buildModuleGraph,
  findCycles,
  readSourceFiles,
  reachFrom,
} from "../support/architecture/module-graph.ts";

const page = readFileSync(path.join(repository, "ARCHITECTURE.md"), "utf8");
const layers = parseLayerTable(page);
const graph = buildModuleGraph(readSourceFiles(repository));
const entries = readStringMap(readJsonObject(path.join(repository, "package.json")), "exports");
const mainEntry = path.posix.normalize(entries["."] ?? "");

describe("The layers of src", () => {
  it("are wired as ARCHITECTURE.md says", () => {
    expect(graph.size).to.be.greaterThan(0);
    expect(judgeImports(graph, layers, mainEntry)).to.deep.equal([]);
  });

  it("have no import cycles between files", () => {
    expect(findCycles(graph).map((cycle) => cycle.join(" → "))).to.deep.equal([]);
  });

  it("are given rows that keep the borders between wings", () => {
    expect(findOpenWingBorders(layers)).to.deep.equal([]);
  });

  it("load neither pact nor esbuild nor a database engine with the main entry", () => {
    const heavy = ["@pact-foundation/pact", "@pact-foundation/pact-core", "esbuild", "dynalite"];
    const reached = reachFrom(graph, mainEntry, (each) => !each.typeOnly && !each.dynamic);
    const loaded = [...reached].flatMap(([file, way]) =>
      (graph.get(file) ?? [])
        .filter((each) => !each.typeOnly && !each.dynamic)
        .filter((each) => heavy.includes(packageName(each.specifier)))
        .map((each) => `${way.join(" → ")} → ${each.specifier}`),
    );
    expect(reached.has(mainEntry) && graph.has(mainEntry)).to.equal(true);
    expect(loaded).to.deep.equal([]);
  });
});

describe("The judge of imports", () => {
  /** Judge a small tree whose main entry is app/testing/index.ts. */
  const judge = (files: Readonly<Record<string, string>>): readonly string[] =>
    judgeImports(
      buildModuleGraph(new Map(Object.entries(files))),
      layers,
      "src/harness/app/testing/index.ts",
    );
  const anything = "export const x = 1;";

  it("refuses an import that the row does not allow, type-only ones too", () => {
    const found = judge({
      "src/harness/model/schema/a.ts": 'import type { B } from "../wiring/b.ts";',
      "src/harness/model/wiring/b.ts": "export type B = string;",
    });
    expect(found).to.deep.equal([
      "src/harness/model/schema/a.ts:1: schema may not import wiring (../wiring/b.ts)",
    ]);
  });

  it("refuses dynamic imports and import types across a border", () => {
    const found = judge({
      "src/harness/local/stage/a.ts":
        'await import("../../checks/target/t.ts");\nexport type T = import("../aws/b.ts").B;',
      "src/harness/local/aws/b.ts": anything,
      "src/harness/checks/target/t.ts": anything,
    });
    expect(found).to.deep.equal([
      "src/harness/local/stage/a.ts:1: stage may not import target (../../checks/target/t.ts)",
      "src/harness/local/stage/a.ts:2: stage may not import aws (../aws/b.ts)",
    ]);
  });

  it("refuses files outside the layers", () => {
    const found = judge({
      "src/harness/model/loose.ts": anything,
      "src/harness/local/wiring/wrong-wing.ts": anything,
      "src/harness/app/helpers/new.ts": anything,
    });
    expect(found).to.have.length(3);
  });

  it("refuses the harness in the reference service, and the other way round", () => {
    const found = judge({
      "src/orders/a.ts": 'import "../harness/core/b.ts";\nimport "lockstep-sam/pact";',
      "src/harness/core/b.ts": 'import "../../orders/a.ts";',
    });
    expect(found).to.deep.equal([
      "src/orders/a.ts:1: the reference service imports the harness",
      "src/orders/a.ts:2: the reference service imports the harness",
      "src/harness/core/b.ts:1: ../../orders/a.ts leaves the harness",
    ]);
  });

  it("refuses Node.js in pure layers", () => {
    expect(judge({ "src/harness/checks/changes/a.ts": 'import "node:fs";' })).to.have.length(1);
    expect(judge({ "src/harness/checks/target/a.ts": 'import "node:fs";' })).to.have.length(0);
  });

  it("opens contracts to the entries of testing that the main entry does not reach", () => {
    const files = {
      "src/harness/app/testing/index.ts": anything,
      "src/harness/app/testing/pact.ts": 'export * from "../../checks/contracts/c.ts";',
      "src/harness/checks/contracts/c.ts": anything,
    };
    expect(judge(files)).to.deep.equal([]);
    const reached = { ...files, "src/harness/app/testing/index.ts": 'import "./pact.ts";' };
    expect(judge(reached)).to.deep.equal([
      "src/harness/app/testing/pact.ts:1: testing may import contracts only where the main entry does not reach",
    ]);
  });

  it("sees cycles", () => {
    const tree = buildModuleGraph(
      new Map([
        ["src/a.ts", 'import "./b.ts";'],
        ["src/b.ts", 'import type { C } from "./c.ts";'],
        ["src/c.ts", 'export * from "./a.ts";'],
      ]),
    );
    expect(findCycles(tree)).to.deep.equal([["src/a.ts", "src/b.ts", "src/c.ts", "src/a.ts"]]);
  });

  it("closes the layers a row names behind 'except'", () => {
    const project = layers.get("project");
    expect(project?.mayImport.has("target")).to.equal(true);
    expect(project?.mayImport.has("coverage")).to.equal(false);
    expect(project?.mayImport.has("report")).to.equal(false);
  });

  it("sees a row that opens a closed border between wings", () => {
    const opened = page.replace(
      /^(\| `target` \|.*)\| [^|]+ \|$/m,
      (_row, start: string) => `${start}| core, stage |`,
    );
    expect(findOpenWingBorders(parseLayerTable(opened))).to.deep.equal([
      "target (checks) may not open itself to stage (local)",
    ]);
  });
});
