import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { measureColdStart } from "./lambda/measure-cold-start.ts";
import { measureLeaks } from "./lambda/measure-leaks.ts";
import { measurePayloads } from "./lambda/measure-payloads.ts";
import { measureWarmOverhead } from "./lambda/measure-warm-overhead.ts";

export const name = "lambda";

/**
 * Running a function: cold start, what a warm invocation costs, large payloads, and that nothing is left behind.
 * Milliseconds have bars of their own here: they are what a user waits for. They are meant for a machine that does
 * nothing else; a reference measured in the same turns stands beside them.
 */
export async function run(): Promise<Readonly<Record<string, number>>> {
  const folder = mkdtempSync(path.join(tmpdir(), "lockstep-bench-"));
  const known = process.env["TMPDIR"];
  // A temporary folder of its own: what others leave in the machine's is not counted.
  process.env["TMPDIR"] = path.join(folder, "tmp");
  mkdirSync(process.env["TMPDIR"]);
  try {
    return {
      ...(await measureColdStart(folder)),
      ...(await measureWarmOverhead(folder)),
      ...(await measurePayloads(folder)),
      ...(await measureLeaks(folder)),
    };
  } finally {
    if (known === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = known;
    rmSync(folder, { recursive: true, force: true });
  }
}
