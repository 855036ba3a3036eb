import { expect } from "chai";
import {
  documentedSnippets,
  openSnippets,
  type SnippetFolder,
} from "../support/docs/run-snippets.ts";

describe("Snippets of README.md and docs", function () {
  this.timeout(120_000);
  let folder: SnippetFolder;
  before(() => {
    folder = openSnippets(documentedSnippets);
  });
  after(() => folder.dispose());

  it("in TypeScript pass the type checker", async function () {
    if (!documentedSnippets.some((each) => each.language === "ts")) this.skip();
    const { exitCode, output } = await folder.check();
    expect(exitCode, output).to.equal(0);
  });

  for (const snippet of documentedSnippets) {
    it(`run as printed: ${snippet.page}:${String(snippet.line)}`, async () => {
      const { exitCode, output } = await folder.run(snippet);
      expect(exitCode, output).to.equal(snippet.exitCode);
    });
  }
});
