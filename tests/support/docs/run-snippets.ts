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
import { repository, toolPath } from "../../../scripts/support/repository.ts";
import { runCommand } from "../../../scripts/support/run-command.ts";
import { listSnippets, type Snippet } from "./list-snippets.ts";

const pages = globSync(["*.md", "docs/**/*.md"], { cwd: repository }).toSorted();
/** All that README.md and docs mark for testing. */
export const documentedSnippets: readonly Snippet[] = pages.flatMap((page) =>
  listSnippets(page, readFileSync(path.join(repository, page), "utf8")),
);

function fileOf(folder: string, snippet: Snippet): string {
  const name = `${snippet.page.replaceAll(/[^a-z0-9]+/gi, "-")}-${String(snippet.line)}.test.ts`;
  return path.join(folder, name.toLowerCase());
}

/** What readers have installed, `lockstep` and `npx lockstep`, runs the sources here. */
function writeCommands(folder: string): void {
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

/** What came of a snippet. */
export interface SnippetResult {
  readonly exitCode: number;
  readonly output: string;
}

async function runSnippet(folder: string, snippet: Snippet): Promise<SnippetResult> {
  const cwd = path.join(repository, snippet.folder);
  if (snippet.language === "ts") {
    return runCommand(
      toolPath("mocha"),
      ["--no-config", "--timeout", "20000", fileOf(folder, snippet)],
      {
        cwd,
      },
    );
  }
  const script = `PATH=${JSON.stringify(path.join(folder, "bin"))}:$PATH\n${snippet.code}\n`;
  return runCommand("bash", ["-euo", "pipefail", "-c", script], { cwd });
}

/** Snippets as a reader copies them, in a folder of their own. */
export interface SnippetFolder {
  run(snippet: Snippet): Promise<SnippetResult>;
  /** Type-checks those in TypeScript. */
  check(): Promise<SnippetResult>;
  dispose(): void;
}

/** Writes snippets into a folder inside the repository, so that they import the library by its own name. */
export function openSnippets(snippets: readonly Snippet[]): SnippetFolder {
  const parent = path.join(repository, ".lockstep");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(path.join(parent, "snippets-"));
  writeCommands(folder);
  for (const snippet of snippets) {
    if (snippet.language === "ts")
      writeFileSync(fileOf(folder, snippet), `${snippet.code}\nexport {};\n`);
  }
  return {
    run: (snippet) => runSnippet(folder, snippet),
    check: () => {
      const settings = {
        extends: path.join(repository, "tsconfig.json"),
        compilerOptions: { rootDir: repository },
        include: ["*.ts"],
      };
      writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(settings));
      return runCommand(toolPath("tsc"), ["-p", folder], { cwd: folder });
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}
