import type { ProblemCode } from "../../../core/problem-codes.ts";

const phases: Readonly<Record<string, string>> = {
  openapi: "load",
  template: "load",
  project: "load",
  wiring: "wiring",
  gateway: "gateway",
  events: "events",
  contracts: "pact",
  conformance: "examples",
  stage: "examples",
  lambda: "examples",
  aws: "examples",
};

/** Codes of a document's group that only an exchange gives, in tests as well. */
const ofExchanges: ReadonlySet<string> = new Set([
  "openapi/request-invalid",
  "openapi/response-invalid",
  "openapi/unknown-query-parameter",
]);

/** The phase without which a code cannot be found; `null` where no phase proves that it is not there. */
export function phaseOfCode(code: ProblemCode): string | null {
  if (ofExchanges.has(code)) return null;
  return phases[code.slice(0, code.indexOf("/"))] ?? null;
}
