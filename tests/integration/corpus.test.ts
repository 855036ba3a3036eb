import { expect } from "chai";
import { corpusFolder, listCorpus } from "../corpus/corpus-project.ts";
import { expectations } from "../corpus/expectations.ts";
import { judgeProject } from "../corpus/judge-project.ts";

const projects = listCorpus(corpusFolder());

describe("The corpus of real SAM projects (skipped where it is absent)", () => {
  before(function skipWithoutCorpus() {
    if (projects.length === 0) this.skip();
  });

  it("has an expectation for every project that something is to be said of", () => {
    const silent = projects.filter(
      ({ name, remarks }) => remarks > 0 && expectations[name] === undefined,
    );
    expect(silent.map(({ name }) => name)).to.deep.equal([]);
  });

  for (const project of projects) {
    it(`${project.name} has its deployed routes, and is told what is wrong and nothing else`, async () => {
      const { failures } = await judgeProject(project);
      expect(failures).to.deep.equal([]);
    });
  }
});
