import { expect } from "chai";
import { renderJson } from "../../../../src/harness/app/report/render-json.ts";
import { allProblems } from "../../../../src/harness/app/report/run-result.ts";
import {
  checkPacts,
  verifyPactFiles,
  type PactRunOptions,
} from "../../../../src/harness/app/runs/pact-runs.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";
import {
  listing,
  listingFromState,
  listingGone,
  notePact,
} from "../../../support/app/note-pact.ts";
import { recordPhases } from "../../../support/app/record-phases.ts";
import { runResultViolations } from "../../../support/app/run-result-schema.ts";
import { withSmallProject } from "../../../support/app/small-project.ts";

const options = (root: string, ...paths: readonly string[]): PactRunOptions => ({
  overrides: { root },
  paths,
  apiLogicalId: null,
  listener: recordPhases(),
});
const here = { url: null, headers: [] } as const;
const sound = { "contracts/shop-notes.json": notePact(listing) };

describe("lockstep pact check", () => {
  it("compares the contracts folder with the document, and starts nothing", () =>
    withSmallProject(sound, async (root) => {
      const result = await checkPacts(options(root));
      expect(result).to.deep.include({ command: "pact check", target: null, exitCode: 0 });
      expect(result.phases.map(({ name }) => name)).to.deep.equal(["contracts"]);
      expect(runResultViolations(renderJson(result))).to.deep.equal([]);
    }));

  it("compares the files named and no others", () =>
    withSmallProject({ ...sound, "old/gone.json": notePact(listingGone) }, async (root) => {
      expect(await checkPacts(options(root, "old"))).to.include({ exitCode: 1 });
      expect(await checkPacts(options(root, "contracts/shop-notes.json"))).to.include({
        exitCode: 0,
      });
    }));

  it("without a pact is no success", () =>
    withSmallProject({}, async (root) => {
      for (const paths of [[], ["none.json"]]) {
        const result = await checkPacts(options(root, ...paths));
        expect(result.exitCode).to.equal(1);
        expect(allProblems(result).map(({ code }) => code)).to.deep.equal(["contracts/no-pacts"]);
      }
    }));

  it("needs an API", () =>
    withSmallProject({ ...sound, "template.yaml": "Resources: {}\n" }, async (root) => {
      const error = await lockstepErrorOf(() => checkPacts(options(root)));
      expect(error).to.include({ code: "project/nothing-to-serve", exitCode: 2 });
    }));

  it("needs provider states that load", () =>
    withSmallProject(
      {
        "contracts/shop-notes.json": notePact(listingFromState),
        "contracts/provider-states.mjs": "export default {",
      },
      async (root) => {
        const result = await checkPacts(options(root));
        expect(result.setupFailure).to.include({ code: "lambda/module-not-loadable" });
        expect(result.exitCode).to.equal(2);
        expect(result.phases.map(({ name }) => name)).to.deep.equal(["contracts"]);
      },
    ));
});

describe("lockstep pact verify", () => {
  it("verifies on a stage it starts", () =>
    withSmallProject(sound, async (root) => {
      const given = { ...options(root), ...here };
      const result = await verifyPactFiles(given);
      expect(result).to.deep.include({ command: "pact verify", exitCode: 0 });
      expect(result.target?.kind).to.equal("stage-http");
      expect(result.phases.map(({ name, status }) => [name, status])).to.deep.equal([
        ["contracts", "passed"],
        ["pact", "passed"],
      ]);
      expect(runResultViolations(renderJson(result))).to.deep.equal([]);
    }));

  it("needs a stage that answers, and keeps what the comparison found", () =>
    withSmallProject(sound, async (root) => {
      const given = { ...options(root), ...here, url: "http://127.0.0.1:1" };
      const result = await verifyPactFiles(given);
      expect(result.setupFailure).to.include({ code: "target/unreachable" });
      expect(result.exitCode).to.equal(3);
      expect(result.phases.map(({ name, status }) => [name, status])).to.deep.equal([
        ["contracts", "passed"],
      ]);
      expect(runResultViolations(renderJson(result))).to.deep.equal([]);
    }));
});
