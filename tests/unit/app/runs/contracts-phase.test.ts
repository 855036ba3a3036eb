import { expect } from "chai";
import type { Project } from "../../../../src/harness/app/project/load-project.ts";
import {
  contractsPhase,
  findPacts,
  interactionName,
  stageNames,
} from "../../../../src/harness/app/runs/contracts-phase.ts";
import { createProblem } from "../../../../src/harness/core/problem.ts";
import {
  listing,
  listingFromState,
  listingGone,
  notePact,
} from "../../../support/app/note-pact.ts";
import { openSmallProject, smallProject } from "../../../support/app/small-project.ts";
import { httpInteraction, jsonContent, jsonHeaders } from "../../../support/contracts/pact-text.ts";

const file = "contracts/shop-notes.json";

const compare = (project: Project) =>
  contractsPhase(
    project,
    project.apis[0] ?? null,
    findPacts(project.config, stageNames(project), []),
    [],
  );

describe("The contracts phase", () => {
  it("is skipped without a contracts folder", () =>
    openSmallProject({}, async (project) => {
      expect(await compare(project)).to.deep.equal({
        summary: "no contracts/ folder",
        cases: [],
        problems: [],
        skipped: true,
      });
    }));

  it("fails where the configuration names a folder that is not there", () =>
    openSmallProject({ "lockstep.config.json": '{ "contracts": "other" }' }, async (project) => {
      const { problems, skipped } = await compare(project);
      expect(problems.map(({ code }) => code)).to.deep.equal(["project/folder-not-found"]);
      expect(problems[0]?.message).to.contain("other");
      expect(skipped).to.equal(undefined);
    }));

  it("holds an API of events to its routes, and misses no description of them", () => {
    const posting = httpInteraction({
      description: "a note",
      request: {
        method: "POST",
        path: "/notes",
        query: { a: ["1"] },
        headers: jsonHeaders,
        body: jsonContent({ a: 1 }),
      },
      response: { status: 418, headers: jsonHeaders, body: jsonContent({ b: 1 }) },
    });
    const elsewhere = httpInteraction({ description: "b", request: { path: "/elsewhere" } });
    const template = smallProject["template.yaml"].replace(
      / *DefinitionBody:[^]*?openapi.yaml } }\n/,
      "",
    );
    return openSmallProject(
      { "template.yaml": template, [file]: notePact(listing, posting, elsewhere) },
      async (project) => {
        const { cases } = await compare(project);
        expect(cases.map(({ problems }) => problems.map(({ code }) => code))).to.deep.equal([
          [],
          [],
          ["contracts/unknown-operation"],
        ]);
      },
    );
  });

  it("gives each problem to the interaction it points into", () =>
    openSmallProject(
      { [file]: notePact(listing, listingFromState, listingGone) },
      async (project) => {
        const findings = await compare(project);
        expect(findings.summary).to.equal("3 interactions of 1 pact");
        expect(findings.cases.map(({ name, status }) => [name, status])).to.deep.equal([
          ["shop: a request for notes", "passed"],
          ["shop: a request for notes of a user (a user exists)", "passed"],
          ["shop: a request for notes that are gone", "failed"],
        ]);
        expect(findings.cases[2]?.problems[0]?.location).to.include({ file });
        expect(findings.cases[2]?.problems[0]?.location?.pointer).to.match(/^\/interactions\/2\//);
        expect(findings.problems).to.deep.equal([]);
      },
    ));

  it("keeps what belongs to no interaction, and the problems of states", () =>
    openSmallProject(
      { [file]: notePact(listing), "contracts/broken.json": "{" },
      async (project) => {
        const state = createProblem({ code: "contracts/state-without-handler", message: "m" });
        const loaded = findPacts(project.config, [], []);
        const findings = await contractsPhase(project, project.apis[0] ?? null, loaded, [state]);
        expect(findings.cases.map(({ status }) => status)).to.deep.equal(["passed"]);
        expect(findings.problems.map(({ location, code }) => location?.file ?? code)).to.deep.equal(
          ["contracts/broken.json", "contracts/state-without-handler"],
        );
      },
    ));

  it("of a folder without pacts is no silent success", () =>
    openSmallProject({ "contracts/readme.md": "later" }, async (project) => {
      const { problems } = await compare(project);
      expect(problems.map(({ code }) => code)).to.deep.equal(["contracts/no-pacts"]);
    }));

  it("names an interaction with its states", () =>
    openSmallProject({ [file]: notePact(listingFromState) }, (project) => {
      const interactions = findPacts(project.config, [], [file])?.pacts.flatMap(
        (pact) => pact.interactions,
      );
      expect(interactions?.map(interactionName)).to.deep.equal([
        "a request for notes of a user (a user exists)",
      ]);
    }));

  it("knows the stages an API is deployed to", () =>
    openSmallProject({}, (project) => {
      expect(stageNames(project)).to.deep.equal(["dev"]);
    }));
});
