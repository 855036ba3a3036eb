import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { distribution, repository, toolPath } from "../support/repository.ts";
import { runCommand } from "../support/run-command.ts";

/**
 * Empty dist, then fill it with the ES modules and declarations of src/harness and with the files that are
 * not TypeScript (templates, schemas).
 *
 * @throws Error with the compiler's messages when it finds errors
 */
export async function emitModules(): Promise<void> {
  rmSync(distribution, { recursive: true, force: true });
  const compiled = await runCommand(toolPath("tsc"), ["-p", "tsconfig.build.json"], {
    cwd: repository,
  });
  if (compiled.exitCode !== 0) throw new Error(`tsc:\n${compiled.output}`);
  for (const file of globSync("**/*.d.ts", { cwd: distribution })) rewriteDeclaration(file);
  copyAssets();
}

/**
 * The compiler rewrites `./x.ts` to `./x.js` in JavaScript but leaves declarations alone, and not every
 * tool resolves a `.ts` specifier next to a `.d.ts` file.
 */
function rewriteDeclaration(file: string): void {
  const target = path.join(distribution, file);
  const text = readFileSync(target, "utf8");
  const rewritten = text.replaceAll(
    /((?:\bfrom|\bimport)\s*\(?\s*)(["'])(\.{1,2}\/[^"'\n]+)\.ts\2/g,
    "$1$2$3.js$2",
  );
  if (rewritten !== text) writeFileSync(target, rewritten);
}

function copyAssets(): void {
  const sources = path.join(repository, "src/harness");
  cpSync(sources, distribution, {
    recursive: true,
    force: false,
    filter: (source) => !source.endsWith(".ts"),
  });
}
