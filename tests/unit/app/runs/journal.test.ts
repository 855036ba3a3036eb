import { expect } from "chai";
import { Journal } from "../../../../src/harness/app/runs/journal.ts";
import { recordPhases } from "../../../support/app/record-phases.ts";

describe("The journal of a run", () => {
  it("keeps each phase and tells of its beginning and end", async () => {
    const listener = recordPhases();
    const journal = new Journal("error", listener);
    await journal.run("a", "First", () => ({ summary: "", cases: [], problems: [] }));
    await journal.run("b", "Second", () => ({
      summary: "",
      cases: [],
      problems: [],
      skipped: true,
    }));
    expect(journal.phases.map(({ name }) => name)).to.deep.equal(["a", "b"]);
    expect(listener.told).to.deep.equal([
      "started First",
      "ended First: passed",
      "started Second",
      "ended Second: skipped",
    ]);
  });

  it("keeps no phase that a set-up error ended, and tells that it ended", async () => {
    const listener = recordPhases();
    const journal = new Journal("error", listener);
    const failed = await journal
      .run("a", "First", () => Promise.reject(new Error("broken")))
      .catch((error: unknown) => error);
    expect(failed).to.be.an("error");
    expect(journal.phases).to.deep.equal([]);
    expect(listener.told).to.deep.equal(["started First", "ended without a result"]);
  });
});
