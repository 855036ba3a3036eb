import { expect } from "chai";
import type { Project } from "../../../../src/harness/app/project/load-project.ts";
import { findPacts } from "../../../../src/harness/app/runs/contracts-phase.ts";
import { pactPhase } from "../../../../src/harness/app/runs/pact-phase.ts";
import type { ProviderStates } from "../../../../src/harness/checks/contracts/states/define-provider-states.ts";
import type { Evidence } from "../../../../src/harness/core/evidence.ts";
import type { HttpResponse } from "../../../../src/harness/core/http-message.ts";
import type { Trace } from "../../../../src/harness/core/target.ts";
import type { StateProbe } from "../../../../src/harness/core/state-probe.ts";
import {
  listing,
  listingFromState,
  listingGone,
  notePact,
} from "../../../support/app/note-pact.ts";
import { answer, exchangeOf, scriptedTarget } from "../../../support/app/scripted-target.ts";
import { openSmallProject } from "../../../support/app/small-project.ts";

interface Given {
  readonly response?: HttpResponse;
  readonly states?: ProviderStates;
  readonly state?: StateProbe;
  /** Who answered. */
  readonly answeredBy?: Trace["answeredBy"];
}

const verify = async (project: Project, given: Given = {}) => {
  const evidence: Evidence[] = [];
  const [api] = project.apis;
  if (api === undefined) throw new Error("The project has an API.");
  const respond = () => given.response ?? answer(200, { notes: [] });
  const { answeredBy = "function" } = given;
  const target = scriptedTarget(respond, {
    kind: "deployed",
    send: async (request) => exchangeOf(request, respond(), { answeredBy, functionId: null }),
    capabilities: { state: given.state ?? null, toEvent: null },
  });
  const findings = await pactPhase({
    project,
    api,
    target,
    pacts: findPacts(project.config, [], []),
    states: given.states ?? {},
    failOn: "error",
    sink: { append: (line) => void evidence.push(line) },
  });
  return { ...findings, evidence };
};

const inProject = <T>(interactions: readonly object[], work: (project: Project) => Promise<T>) =>
  openSmallProject({ "contracts/shop-notes.json": notePact(...interactions) }, work);

describe("The pact phase", () => {
  it("is skipped without pacts", () =>
    openSmallProject({}, async (project) => {
      expect(await verify(project)).to.deep.include({ summary: "no pacts", skipped: true });
    }));

  it("has a check for each interaction, and leaves evidence", () =>
    inProject([listing, listingGone], async (project) => {
      const { summary, cases, evidence } = await verify(project);
      expect(summary).to.equal("1 of 2 interactions hold");
      expect(cases.map(({ name, status, operation }) => [name, status, operation])).to.deep.equal([
        ["shop: a request for notes", "passed", "GET /notes"],
        ["shop: a request for notes that are gone", "failed", "GET /notes"],
      ]);
      expect(cases[1]?.problems.map(({ code }) => code)).to.deep.equal([
        "contracts/status-mismatch",
      ]);
      expect(cases[1]?.problems[0]?.reproduction).to.equal(
        `curl -i "$API_URL"'/notes' -H 'accept: */*'`,
      );
      expect(evidence.map(({ source, responseKey }) => [source, responseKey])).to.deep.equal([
        ["pact", "200"],
        ["pact", "200"],
      ]);
    }));

  it("holds the whole answer against the document, not only what the consumer relies on", () =>
    inProject([{ ...listing, response: { status: 200 } }], async (project) => {
      const { cases } = await verify(project, { response: answer(200, { notes: [7] }) });
      expect(cases[0]?.status).to.equal("failed");
      expect(cases[0]?.problems.map(({ code }) => code)).to.deep.equal([
        "conformance/response-invalid",
      ]);
    }));

  it("sends nobody to the handler where the gateway refused the request", () =>
    inProject([listing], async (project) => {
      const refusal = answer(403, { message: "Forbidden" });
      const find = async (answeredBy: Trace["answeredBy"]) => {
        const { cases } = await verify(project, { response: refusal, answeredBy });
        return cases[0]?.problems.find(({ code }) => code === "contracts/status-mismatch");
      };
      for (const answeredBy of ["unknown", "gateway"] as const) {
        const problem = await find(answeredBy);
        expect(problem?.hint).to.contain("the function was not called");
        expect(JSON.stringify(problem?.related)).not.to.contain("handler");
      }
      const own = await find("function");
      expect(own?.hint).to.contain("correct the handler");
      expect(JSON.stringify(own?.related)).to.contain("the handler, handler of ListFunction");
    }));

  it("does not say again that a state has no handler", () =>
    inProject([listingFromState], async (project) => {
      const { problems } = await verify(project);
      expect(problems.map(({ code }) => code)).not.to.include("contracts/state-without-handler");
    }));
});

describe("A provider state without access to tables", () => {
  const hint = "name them with --dynamodb-endpoint URL";

  it("that fails says how to name them", () =>
    inProject([listingFromState], async (project) => {
      const states: ProviderStates = {
        "a user exists": ({ state }) => {
          if (state === null) throw new Error("no tables");
        },
      };
      const [problem] = (await verify(project, { states })).cases[0]?.problems ?? [];
      expect(problem?.code).to.equal("contracts/state-failed");
      expect(problem?.message).to.contain("no tables");
      expect(problem?.hint).to.contain(hint);
    }));

  it("that lets it pass says so where the answer then differs", () =>
    inProject([listingFromState], async (project) => {
      const states: ProviderStates = {
        "a user exists": async ({ state }) => {
          await state?.put("Users", { id: "1" });
        },
      };
      const { cases } = await verify(project, { states, response: answer(404) });
      const mismatch = cases[0]?.problems.find(({ code }) => code === "contracts/status-mismatch");
      expect(mismatch?.details?.at(-1)).to.contain(hint);
    }));

  it("is not blamed where there are no states, or where the tables are named", () =>
    inProject([listingGone, listingFromState], async (project) => {
      const text = JSON.stringify((await verify(project)).cases[0]?.problems);
      expect(text).to.contain("status-mismatch").and.not.to.contain(hint);
      const state: StateProbe = {
        tables: [],
        put: async () => {},
        get: async () => null,
        delete: async () => {},
        scan: async () => [],
      };
      const states: ProviderStates = {
        "a user exists": () => {
          throw new Error("other");
        },
      };
      const failed = (await verify(project, { state, states })).cases[1]?.problems;
      expect(failed?.[0]?.code).to.equal("contracts/state-failed");
      expect(JSON.stringify(failed)).not.to.contain(hint);
    }));
});
