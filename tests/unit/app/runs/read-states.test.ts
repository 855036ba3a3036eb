import { expect } from "chai";
import { findPacts } from "../../../../src/harness/app/runs/contracts-phase.ts";
import { readStates } from "../../../../src/harness/app/runs/read-states.ts";
import { listingFromState, notePact } from "../../../support/app/note-pact.ts";
import { openSmallProject } from "../../../support/app/small-project.ts";

const pact = { "contracts/shop-notes.json": notePact(listingFromState) };
const read = (states: string | null) =>
  openSmallProject(
    states === null ? pact : { ...pact, "contracts/provider-states.mjs": states },
    ({ config }) => readStates(config, findPacts(config, [], [])?.pacts ?? []),
  );

describe("The provider states of a run", () => {
  it("are those of the module", async () => {
    const { states, problems, failure } = await read(
      `export default { "a user exists": () => {} };`,
    );
    expect([Object.keys(states), problems, failure]).to.deep.equal([["a user exists"], [], null]);
  });

  it("are missing where a pact asks for one nobody wrote", async () => {
    for (const text of [null, "export default {};", "export default 7;"]) {
      const { problems, failure } = await read(text);
      expect(problems.map(({ code }) => code)).to.deep.equal(["contracts/state-without-handler"]);
      expect(failure).to.equal(null);
    }
  });

  it("keep why the module could not be loaded", async () => {
    const { states, problems, failure } = await read("export default {");
    expect([states, problems]).to.deep.equal([{}, []]);
    expect(failure).to.include({ code: "lambda/module-not-loadable" });
  });

  it("are not loaded when no pact could ask for one", () =>
    openSmallProject({ "contracts/provider-states.mjs": "broken (" }, async ({ config }) => {
      expect(await readStates(config, [])).to.deep.equal({
        states: {},
        problems: [],
        failure: null,
      });
    }));
});
