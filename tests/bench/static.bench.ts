import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseDocument } from "yaml";
import { runInProcess } from "../corpus/inspect-project.ts";
import { buildLargeTemplate } from "./documents/large-template.ts";
import { median } from "./measure/median.ts";

export const name = "static";

const lines = 9000;
const turns = 5;

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** `lockstep check --static`, in this process. */
async function checkStatic(root: string): Promise<void> {
  const { exitCode, stdout, stderr } = await runInProcess(["check", "--static", "--root", root]);
  if (exitCode !== 0) throw new Error(`a sound project is told off: ${stdout}${stderr}`);
}

/**
 * A template of 9,000 lines with its document, checked without running anything, as a multiple of what the YAML parser
 * alone takes to read both texts with their positions. Seconds are told, the bar is on the multiple: on an idle
 * machine it keeps the check under two seconds.
 */
export async function run(): Promise<Readonly<Record<string, number>>> {
  const { template, spec } = buildLargeTemplate(lines);
  const root = mkdtempSync(path.join(tmpdir(), "lockstep-bench-"));
  try {
    writeFileSync(path.join(root, "template.yaml"), template);
    writeFileSync(path.join(root, "openapi.yaml"), spec);
    for (const folder of ["src", "src/handlers"]) {
      mkdirSync(path.join(root, folder));
    }
    writeFileSync(path.join(root, "src/handlers/read.js"), "export const handler = () => {};\n");
    const times = { parse: [] as number[], check: [] as number[] };
    for (let turn = 0; turn < turns; turn += 1) {
      times.parse.push(
        await timed(() => {
          parseDocument(template, { logLevel: "silent" });
          parseDocument(spec);
        }),
      );
      times.check.push(await timed(() => checkStatic(root)));
    }
    return {
      "check of 9,000 lines / parsing them": median(times.check) / median(times.parse),
      "check of 9,000 lines: seconds": median(times.check) / 1000,
      "first check of 9,000 lines: seconds": (times.check[0] ?? Number.NaN) / 1000,
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
