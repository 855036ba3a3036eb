import type { JsonPointer } from "./json-pointer.ts";
import type { SourceLocation } from "./problem.ts";

/** Which kind of test saw the exchange. */
export type EvidenceSource = "unit" | "integration" | "examples" | "conformance" | "pact" | "event";

/** One observed exchange or event, as a line of NDJSON in `.lockstep/evidence/`. */
export interface Evidence {
  /** Digest of the OpenAPI document it was judged against; stale digests are ignored when folded. */
  readonly specDigest: string;
  /** `METHOD /path` as the document writes it. */
  readonly operation: string;
  /** Status answered, `null` for evidence about a request alone. */
  readonly status: number | null;
  /** Media type answered, without parameters. */
  readonly contentType: string | null;
  /** Did the request satisfy the operation? `null` when it was not judged. */
  readonly requestValid: boolean | null;
  readonly responseValid: boolean | null;
  /** Where a response was expected by the document: the response key (`200`, `default`), or `null` when undocumented. */
  readonly responseKey: string | null;
  /** Pointers of schema keywords the values exercised. */
  readonly keywords: readonly JsonPointer[];
  readonly source: EvidenceSource;
  readonly testFile: string | null;
  readonly testTitle: string | null;
  readonly requestId: string | null;
}

/** Where evidence goes. Appending never throws and never blocks a request. */
export interface EvidenceSink {
  append(evidence: Evidence): void;
}

/** One documented answer of one operation, and who has seen it. */
export interface CoverageRow {
  readonly operation: string;
  readonly operationId: string | null;
  /** Response key as documented: `200`, `4XX`, `default`. */
  readonly response: string;
  readonly location: SourceLocation;
  /** How often each kind of test saw this answer. */
  readonly seen: Readonly<Partial<Record<EvidenceSource, number>>>;
}

/** Spec coverage: documented answers seen, out of all documented answers. */
export interface CoverageTable {
  readonly covered: number;
  readonly total: number;
  readonly rows: readonly CoverageRow[];
  /** Evidence lines left out because they were recorded against another text of the document. */
  readonly stale: number;
}
