import { expect } from "chai";
import { listSnippets } from "../support/docs/list-snippets.ts";
import {
  documentedSnippets,
  openSnippets,
  type SnippetFolder,
} from "../support/docs/run-snippets.ts";

// The first of each language; `npm run proof` runs them all.
const first = ["ts", "sh"].flatMap(
  (language) => documentedSnippets.find((each) => each.language === language) ?? [],
);

describe("The first snippets of README.md and docs", function () {
  this.timeout(120_000);
  let folder: SnippetFolder;
  before(() => {
    folder = openSnippets(first);
  });
  after(() => folder.dispose());

  for (const snippet of first) {
    it(`run as printed: ${snippet.page}:${String(snippet.line)}`, async () => {
      const { exitCode, output } = await folder.run(snippet);
      expect(exitCode, output).to.equal(snippet.exitCode);
    });
  }
});

describe("The reader of snippets", () => {
  it("takes blocks marked for testing, with their settings, and leaves the others", () => {
    const page = [
      "```ts",
      "not tested",
      "```",
      "````ts test",
      "const fence = '```';",
      "````",
      "```sh test exit=1 in=tests",
      "lockstep check",
      "```",
    ].join("\n");
    expect(listSnippets("a.md", page)).to.deep.equal([
      {
        page: "a.md",
        line: 4,
        language: "ts",
        code: "const fence = '```';",
        exitCode: 0,
        folder: ".",
      },
      {
        page: "a.md",
        line: 7,
        language: "sh",
        code: "lockstep check",
        exitCode: 1,
        folder: "tests",
      },
    ]);
  });

  it("refuses a marked block it cannot run", () => {
    expect(() => listSnippets("a.md", "```python test\n```")).to.throw("a.md:1: only ts and sh");
    expect(() => listSnippets("a.md", "```sh test exti=1\n```")).to.throw("exti=1");
    expect(() => listSnippets("a.md", "```sh test\n")).to.throw("never closed");
  });
});
