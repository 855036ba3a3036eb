import { countChecks, type RunResult } from "./run-result.ts";

/** A run as one JSON document, with the counts of checks added for readers in a hurry. */
export function renderJson(result: RunResult): string {
  return `${JSON.stringify({ ...result, checks: countChecks(result) }, null, 2)}\n`;
}
