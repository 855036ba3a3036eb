import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { packDistribution } from "./support/pack-distribution.ts";
import { repository } from "./support/repository.ts";
import { runCommand } from "./support/run-command.ts";

// Proves what needs installs and whole projects: packs the library, then runs every *.proof.ts under tests.
// Arguments go on to mocha, for example `npm run proof -- --grep jest`.

/** Run mocha over the proofs, show its output as it comes, and give it back with the exit code. */
async function runProofs(tarball: string): Promise<{ exitCode: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        "node_modules/mocha/bin/mocha.js",
        "--no-config",
        "--forbid-only",
        "tests/**/*.proof.ts",
        ...process.argv.slice(2),
      ],
      {
        cwd: repository,
        env: { ...process.env, LOCKSTEP_TARBALL: tarball },
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      process.stdout.write(text);
    });
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ exitCode: code ?? 128, output });
    });
  });
}

function count(output: string, word: "passing" | "failing" | "pending"): number {
  return Number(new RegExp(`^ *(\\d+) ${word}\\b`, "m").exec(output)?.[1] ?? 0);
}

const folder = mkdtempSync(path.join(tmpdir(), "lockstep-proof-"));
try {
  const built = await runCommand(process.execPath, ["scripts/build.ts"], { cwd: repository });
  if (built.exitCode !== 0) throw new Error(`build:\n${built.output}`);
  const { exitCode, output } = await runProofs(await packDistribution(folder));
  const passed = count(output, "passing");
  const skipped = count(output, "pending");
  // Mocha that ends badly without a summary, or finds no proof, is a failure too.
  const sound = exitCode === 0 && passed + skipped > 0;
  const failed = Math.max(count(output, "failing"), sound ? 0 : 1);
  if (skipped > 0) console.log("Skipped proofs are listed above with a dash: they proved nothing.");
  console.log(`${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
