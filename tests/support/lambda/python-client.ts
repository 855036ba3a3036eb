import { findPython } from "../../../src/harness/local/lambda/runtime-api/find-python.ts";

/** The interpreter tests of Python functions run on; `null` on a machine without AWS's Runtime API client. */
export function findClient(): string | null {
  const chosen = process.env["LOCKSTEP_PYTHON"] ?? null;
  const found = findPython({ chosen, folders: [] });
  return found.kind === "found" ? found.executable : null;
}
