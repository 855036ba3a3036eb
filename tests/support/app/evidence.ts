import type { Evidence } from "../../../src/harness/core/evidence.ts";

/** Evidence of a sound answer, with some of it changed. */
export function evidence(changes: Partial<Evidence>): Evidence {
  return {
    specDigest: "digest",
    operation: "GET /notes",
    status: 200,
    contentType: "application/json",
    requestValid: true,
    responseValid: true,
    responseKey: "200",
    keywords: [],
    source: "examples",
    testFile: null,
    testTitle: null,
    requestId: null,
    ...changes,
  };
}
