import { expect } from "chai";
import {
  chmodSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { repository, toolPath } from "../../scripts/support/repository.ts";
import { runCommand } from "../../scripts/support/run-command.ts";
import { listSnippets, type Snippet } from "../support/docs/list-snippets.ts";

const pages = globSync(["*.md", "docs/**/*.md"], { cwd: repository }).toSorted();
const snippets = pages.flatMap((page) =>
  listSnippets(page, readFileSync(path.join(repository, page), "utf8")),
);

// Inside the repository, so that snippets import the library by its own name.
let folder = "";

function fileOf(snippet: Snippet): string {
  const name = `${snippet.page.replaceAll(/[^a-z0-9]+/gi, "-")}-${String(snippet.line)}.test.ts`;
  return path.join(folder, name.toLowerCase());
}

/** What readers have installed, `lockstep` and `npx lockstep`, runs the sources here. */
function writeCommands(): void {
  const commands: Readonly<Record<string, string>> = {
    lockstep: `exec node ${JSON.stringify(path.join(repository, "src/harness/app/cli/main.ts"))} "$@"`,
    npx: 'exec "$@"',
  };
  for (const [name, line] of Object.entries(commands)) {
    const file = path.join(folder, "bin", name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `#!/bin/sh\n${line}\n`);
    chmodSync(file, 0o755);
  }
}

async function runSnippet(snippet: Snippet): Promise<{ exitCode: number; output: string }> {
  const cwd = path.join(repository, snippet.folder);
  if (snippet.language === "ts") {
    return runCommand(toolPath("mocha"), ["--no-config", "--timeout", "20000", fileOf(snippet)], {
      cwd,
    });
  }
  const script = `PATH=${JSON.stringify(path.join(folder, "bin"))}:$PATH\n${snippet.code}\n`;
  return runCommand("bash", ["-euo", "pipefail", "-c", script], { cwd });
}

describe("Snippets of README.md and docs", function () {
  this.timeout(120_000);

  before(() => {
    const parent = path.join(repository, ".lockstep");
    mkdirSync(parent, { recursive: true });
    folder = mkdtempSync(path.join(parent, "snippets-"));
    writeCommands();
    for (const snippet of snippets) {
      if (snippet.language === "ts")
        writeFileSync(fileOf(snippet), `${snippet.code}\nexport {};\n`);
    }
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("in TypeScript pass the type checker", async function () {
    if (!snippets.some((each) => each.language === "ts")) this.skip();
    const settings = {
      extends: path.join(repository, "tsconfig.json"),
      compilerOptions: { rootDir: repository },
      include: ["*.ts"],
    };
    writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(settings));
    const { exitCode, output } = await runCommand(toolPath("tsc"), ["-p", folder], { cwd: folder });
    expect(exitCode, output).to.equal(0);
  });

  for (const snippet of snippets) {
    it(`run as printed: ${snippet.page}:${String(snippet.line)}`, async () => {
      const { exitCode, output } = await runSnippet(snippet);
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
