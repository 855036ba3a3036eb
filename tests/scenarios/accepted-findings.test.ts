import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { FindingOverrides } from "../../src/harness/app/project/finding-settings.ts";
import { allProblems, type RunResult } from "../../src/harness/app/report/run-result.ts";
import { runCheck } from "../../src/harness/app/runs/check.ts";
import { lockstepErrorOf } from "../support/app/lockstep-error-of.ts";
import { listingFromState, notePact } from "../support/app/note-pact.ts";
import { recordPhases } from "../support/app/record-phases.ts";
import { smallProject, withSmallProject, type ProjectFiles } from "../support/app/small-project.ts";

/** A template whose second function may not be invoked, and has no handler file. */
const broken = smallProject["template.yaml"]
  .replace("Path: /notes, Method: post", "Path: /memos, Method: post")
  .replace("Handler: add.handler", "Handler: gone.handler");
const files: ProjectFiles = { "template.yaml": broken };

function check(
  root: string,
  findings: FindingOverrides = {},
  changes: Partial<Parameters<typeof runCheck>[0]> = {},
): Promise<RunResult> {
  return runCheck({
    overrides: { root, findings },
    url: null,
    headers: [],
    apiLogicalId: null,
    isStatic: true,
    listener: recordPhases(),
    ...changes,
  });
}

/** The codes found; that the small project selects no validator is beside the point here. */
const codesOf = (result: RunResult) =>
  allProblems(result)
    .map(({ code }) => code)
    .filter((code) => code !== "openapi/body-not-validated")
    .toSorted();
const all = [
  "wiring/event-without-operation",
  "wiring/function-without-handler-file",
  "wiring/operation-not-permitted",
];

function edit(root: string, file: string, from: string, to: string): void {
  const path = join(root, file);
  const text = readFileSync(path, "utf8");
  expect(text.split(from), `${from} stands once in ${file}`).to.have.length(2);
  writeFileSync(path, text.replace(from, to));
}

describe("checking files alone", () => {
  it("finds what reading finds, runs nothing and writes nothing", () =>
    withSmallProject(
      {
        ...files,
        "contracts/provider-states.mjs": 'throw new Error("ran");\n',
        "contracts/shop.json": notePact(listingFromState),
      },
      async (root) => {
        const result = await check(root);
        expect(codesOf(result)).to.deep.equal(all);
        expect(result).to.include({ exitCode: 1, coverage: null, target: null });
        expect(result.phases.map(({ name }) => name)).to.deep.equal([
          "load",
          "wiring",
          "gateway",
          "events",
          "contracts",
        ]);
        expect(existsSync(join(root, ".lockstep"))).to.equal(false);
      },
    ));

  it("of a sound project is in lockstep, whatever its handlers would do", () =>
    withSmallProject(
      { "src/list.mjs": "export const handler = process.exit(1);\n" },
      async (root) => {
        expect(await check(root)).to.include({ exitCode: 0, suppressed: 0, baselined: 0 });
      },
    ));
});

describe("findings that are accepted", () => {
  it("by --only and --rule do not count, and statuses follow", () =>
    withSmallProject(files, async (root) => {
      const only = await check(root, { only: ["events,openapi"] });
      expect(only).to.include({ exitCode: 0 });
      expect(only.phases.map(({ status }) => status)).not.to.include("failed");
      const rules = await check(root, { rules: ["wiring/*=warn"] });
      expect(codesOf(rules)).to.deep.equal(all);
      expect(rules).to.include({ exitCode: 0 });
      const strict = await check(
        root,
        { rules: ["wiring/*=info"] },
        {
          overrides: { root, failOn: "warn", findings: { rules: ["wiring/*=warn"] } },
        },
      );
      expect(strict).to.include({ exitCode: 1, failOn: "warning" });
    }));

  it("by a comment on an enclosing key are counted, and one of no use is told", () =>
    withSmallProject(files, async (root) => {
      const reason = "wired by another stack";
      edit(
        root,
        "openapi.yaml",
        "    post:\n",
        `    # lockstep-ignore wiring/operation-not-permitted: ${reason}\n    post:\n`,
      );
      edit(
        root,
        "template.yaml",
        "  AddFunction:\n",
        `  # lockstep-ignore wiring/function-without-handler-file, wiring/event-without-operation: later\n  AddFunction:\n`,
      );
      edit(root, "template.yaml", "Globals:", "# lockstep-ignore project/no-api: none\nGlobals:");
      const result = await check(root);
      expect(codesOf(result)).to.deep.equal(["project/suppression-unused"]);
      expect(result).to.include({ exitCode: 0, suppressed: 3, baselined: 0 });
      expect(result.accepted.map(({ by, reason: why }) => `${by}: ${why}`)).to.include(
        `comment: ${reason}`,
      );
      expect(codesOf(await check(root, { only: ["wiring", "project"] }))).to.deep.equal([]);
    }));

  it("by a comment without a reason still count", () =>
    withSmallProject(files, async (root) => {
      edit(
        root,
        "template.yaml",
        "  AddFunction:\n",
        "  AddFunction: # lockstep-ignore wiring/function-without-handler-file\n",
      );
      expect(codesOf(await check(root))).to.deep.equal([
        "project/suppression-without-reason",
        ...all,
      ]);
    }));

  it("by the configuration, where files are JSON or generated", () =>
    withSmallProject(
      {
        ...files,
        "lockstep.config.json": JSON.stringify({
          rules: { "wiring/event-without-operation": "off" },
          suppress: [
            {
              code: "wiring/function-without-handler-file",
              file: "template.yaml",
              reason: "built",
            },
            { code: "wiring/operation-not-permitted", file: "none.yaml", reason: "x" },
          ],
        }),
      },
      async (root) => {
        const result = await check(root);
        expect(codesOf(result)).to.deep.equal([
          "project/suppression-unused",
          "wiring/operation-not-permitted",
        ]);
        expect(result.suppressed).to.equal(1);
      },
    ));
});

describe("a baseline", () => {
  const baseline = "lockstep-baseline.json";
  const read = (root: string) => readFileSync(join(root, baseline), "utf8");

  it("is written where there is none, and accepts what was found, wherever it moves", () =>
    withSmallProject(files, async (root) => {
      const first = await check(root, { baseline });
      expect(first).to.deep.include({
        exitCode: 0,
        baselined: 4,
        baseline: { file: baseline, written: true, findings: 4 },
      });
      edit(root, "template.yaml", "Globals:", "# moved\n# down\nGlobals:");
      const second = await check(root, { baseline });
      expect(second).to.deep.include({ exitCode: 0, baselined: 4 });
      expect(second.baseline?.written).to.equal(false);
      expect(allProblems(second)).to.deep.equal([]);
    }));

  it("fails on what is new, and tells what is gone", () =>
    withSmallProject(files, async (root) => {
      await check(root, { baseline });
      edit(root, "template.yaml", "Handler: gone.handler", "Handler: add.handler");
      edit(root, "template.yaml", "Handler: list.handler", "Handler: lost.handler");
      const result = await check(root, { baseline });
      expect(result.exitCode).to.equal(1);
      expect(codesOf(result)).to.include.members([
        "project/baseline-entry-gone",
        "wiring/function-without-handler-file",
      ]);
      const gone = allProblems(result).find(({ code }) => code === "project/baseline-entry-gone");
      expect(gone?.severity).to.equal("info");
      expect(gone?.details?.join()).to.contain("wiring/function-without-handler-file");
      const updated = await check(root, { baseline, updateBaseline: true });
      expect(updated.exitCode).to.equal(0);
      expect(allProblems(await check(root, { baseline }))).to.deep.equal([]);
    }));

  it("has the same bytes when nothing changed, and keeps what a part of the run did not look for", () =>
    withSmallProject(files, async (root) => {
      await check(root, { baseline });
      const text = read(root);
      await check(root, { baseline, updateBaseline: true });
      expect(read(root)).to.equal(text);
      await check(root, { baseline, updateBaseline: true, only: ["openapi"] });
      expect(read(root)).to.equal(text);
      expect(allProblems(await check(root, { baseline, only: ["openapi"] }))).to.deep.equal([]);
    }));

  it("is not written in CI unless asked for", () =>
    withSmallProject(files, async (root) => {
      const error = await lockstepErrorOf(() => check(root, { baseline, ci: true }));
      expect(error).to.include({ code: "project/baseline-missing", exitCode: 2 });
      expect(error.hint).to.contain("--update-baseline");
      await check(root, { baseline, ci: true, updateBaseline: true });
      expect(await check(root, { baseline, ci: true })).to.include({ exitCode: 0 });
    }));

  it("that cannot be read ends the run, and can be written anew", () =>
    withSmallProject({ ...files, [baseline]: "<<<<<<< HEAD\n" }, async (root) => {
      const error = await lockstepErrorOf(() => check(root, { baseline }));
      expect(error.code).to.equal("project/baseline-unreadable");
      expect(await check(root, { baseline, updateBaseline: true })).to.include({ exitCode: 0 });
    }));
});
