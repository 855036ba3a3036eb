import { expect } from "chai";
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isJsonObject } from "../../scripts/support/json.ts";
import { repository } from "../../scripts/support/repository.ts";
import { runCommand } from "../../scripts/support/run-command.ts";
import {
  proofFileOf,
  readFidelityPage,
  stateWordOf,
} from "../support/architecture/fidelity-page.ts";
import {
  judgeRows,
  judgeTitles,
  readProofs,
  type KnownTest,
} from "../support/architecture/fidelity-proofs.ts";

// docs/fidelity.md says what is done, and tests/fidelity names the tests that show it, one file for each section.
// A row needs a test where it says what happens here: done, different, refused with 501; so does every choice made for
// an open point.

/** Headings whose file is not there yet. */
const sectionsToCome: readonly string[] = [];

const sections = readFidelityPage(
  readFileSync(path.join(repository, "docs/fidelity.md"), "utf8"),
).filter(({ heading }) => !sectionsToCome.includes(heading));
const proofs = new Map(
  globSync("tests/fidelity/*.json", { cwd: repository }).map((file) => [
    path.basename(file),
    readProofs(path.join(repository, file)),
  ]),
);

function isKnownTest(value: unknown): value is KnownTest {
  return (
    isJsonObject(value) &&
    typeof value["file"] === "string" &&
    typeof value["title"] === "string" &&
    typeof value["maySkip"] === "boolean"
  );
}

/** The tests of the files, as mocha finds them in a process of its own. */
async function listTests(files: readonly string[]): Promise<readonly KnownTest[]> {
  const child = "tests/support/architecture/list-tests-child.ts";
  const { exitCode, output, stdout } = await runCommand(process.execPath, [child, ...files], {
    cwd: repository,
  });
  if (exitCode !== 0) throw new Error(output);
  const tests: unknown = JSON.parse(stdout);
  if (!Array.isArray(tests) || !tests.every(isKnownTest)) throw new Error("no list of tests");
  return tests;
}

describe("docs/fidelity.md", () => {
  it("has rows with a known state and a source, each with a test where it says what happens here", () => {
    const found = judgeRows(sections, proofs, (file) => existsSync(path.join(repository, file)));
    expect(sections).to.not.be.empty;
    expect(found, found.join("\n")).to.deep.equal([]);
  });

  it("is proved by tests that are there and run", async () => {
    const named = [...proofs.values()].flatMap((section) => [...section.values()].flat());
    const files = [...new Set(named.map(({ file }) => file))].filter((file) =>
      existsSync(path.join(repository, file)),
    );
    expect(files).to.not.be.empty;
    const found = judgeTitles(proofs, await listTests(files));
    expect(found, found.join("\n")).to.deep.equal([]);
  });
});

describe("the check of docs/fidelity.md", () => {
  const page = [
    "## Routing",
    "",
    "| Behaviour | State | Source |",
    "|---|---|---|",
    '| <a id="x"></a>a \\| b | done; more | guide |',
    "| c | different: so | assumed |",
    "| d | not done, refused with 501 | – |",
    "| e | not done | – |",
    "| f | donely |  |",
    "",
    "## Open points",
    "",
    "| Question | Choice here |",
    "|---|---|",
    "| g | no |",
  ].join("\n");
  const file = "tests/unit/a.test.ts";
  const proof = { file, title: "t" };
  type Tied = Readonly<Record<string, readonly (typeof proof)[]>>;
  const judge = (tied: Tied, choices: Tied = { g: [proof] }): readonly string[] =>
    judgeRows(
      readFidelityPage(page),
      new Map([
        ["routing.json", new Map(Object.entries(tied))],
        ["open-points.json", new Map(Object.entries(choices))],
      ]),
      (name) => name === file,
    );
  const unsound = [
    'docs/fidelity.md:9: "f" has no source',
    'docs/fidelity.md:9: "f" has the unknown state "donely"',
  ];

  it("tells of rows without a test, a source or a known state", () => {
    expect(judge({ "a | b": [proof], c: [proof], d: [proof] })).to.deep.equal(unsound);
    expect(judge({ "a | b": [], d: [proof] }, {})).to.deep.equal([
      'docs/fidelity.md:5: "a | b" is "done; more", and tests/fidelity/routing.json names no test',
      'docs/fidelity.md:6: "c" is "different: so", and tests/fidelity/routing.json names no test',
      ...unsound,
      'docs/fidelity.md:15: "g" is "no", and tests/fidelity/open-points.json names no test',
    ]);
  });

  it("tells of tests for rows and headings that are gone, and of files that are no test", () => {
    const gone = { file: "tests/unit/gone.test.ts", title: "t" };
    expect(
      judge({ "a | b": [proof], c: [proof], d: [proof], z: [proof], e: [gone] }).slice(2),
    ).to.deep.equal([
      'tests/fidelity/routing.json: "z" is no row',
      'tests/fidelity/routing.json: "e": tests/unit/gone.test.ts is no test file',
    ]);
    expect(judgeRows([], new Map([["x.json", new Map()]]), () => true)).to.deep.equal([
      "tests/fidelity/x.json belongs to no heading of the page",
    ]);
  });

  it("tells of titles that are not there, and of rows that only tests which may skip show", () => {
    const tied = new Map([["routing.json", new Map([["a", [proof]]])]]);
    const skipped = ['tests/fidelity/routing.json: "a": every test of it may be skipped'];
    expect(judgeTitles(tied, [{ ...proof, maySkip: false }])).to.deep.equal([]);
    expect(judgeTitles(tied, [{ ...proof, maySkip: true }])).to.deep.equal(skipped);
    expect(judgeTitles(tied, [])).to.deep.equal([
      `tests/fidelity/routing.json: "a": ${file} has no test "t"`,
      ...skipped,
    ]);
  });

  it("takes tests and proofs alone, not what neither `npm test` nor `npm run proof` runs", () => {
    const judged = [
      "tests/hostile/a.proof.ts",
      "tests/scenarios/deep/a.test.ts",
      "tests/package/a.test.ts",
      "src/a.proof.ts",
      "tests/unit/a.ts",
    ].map((name) =>
      judgeRows(
        readFidelityPage(page.slice(0, page.indexOf("| c |"))),
        new Map([["routing.json", new Map([["a | b", [{ file: name, title: "t" }]]])]]),
        () => true,
      ),
    );
    const refused = (name: string): readonly string[] => [
      `tests/fidelity/routing.json: "a | b": ${name} is no test file`,
    ];
    expect(judged).to.deep.equal([
      [],
      [],
      ...["tests/package/a.test.ts", "src/a.proof.ts", "tests/unit/a.ts"].map(refused),
    ]);
  });

  it("sees a test that skips where something is absent, by itself or by its hook", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "lockstep-rows-"));
    const bodies = {
      itself: 'it("t", function () { if (!globalThis.tool) return this.skip(); });',
      hook: 'before(function () { if (!globalThis.tool) this.skip(); }); it("t", () => {});',
      marked: 'it.skip("t", () => {});',
      platform: 'it("t", function () { if (process.platform !== "linux") this.skip(); });',
      sound: 'it("t", () => {});',
    };
    try {
      const files = Object.entries(bodies).map(([name, body]) => {
        const written = path.join(folder, `${name}.cjs`);
        writeFileSync(written, `describe("${name}", () => { ${body} });`);
        return path.relative(repository, written);
      });
      const seen = (await listTests(files)).map(({ title, maySkip }) => [title, maySkip]);
      expect(Object.fromEntries(seen)).to.deep.equal({
        "itself t": true,
        "hook t": true,
        "marked t": true,
        "platform t": false,
        "sound t": false,
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("reads states by whole words and headings as file names", () => {
    expect(
      ["done", "done; x", "done: x", "done by y", "without effect, z"].map(stateWordOf),
    ).to.deep.equal(["done", "done", "done", "done", "without effect"]);
    expect(["donely", "2.0", ""].map(stateWordOf)).to.deep.equal([null, null, null]);
    expect(proofFileOf("The event of a Lambda proxy integration")).to.equal(
      "the-event-of-a-lambda-proxy-integration.json",
    );
  });
});
