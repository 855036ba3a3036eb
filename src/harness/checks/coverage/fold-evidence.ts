import type { CoverageRow, CoverageTable, Evidence, EvidenceSource } from "../../core/evidence.ts";
import type { ApiDocument, Operation, ResponseObject } from "../../model/openapi/api-document.ts";

interface OpenRow extends Omit<CoverageRow, "seen"> {
  readonly seen: Partial<Record<EvidenceSource, number>>;
}

function rowOf(document: ApiDocument, operation: Operation, response: ResponseObject): OpenRow {
  return {
    operation: operation.key,
    operationId: operation.operationId,
    response: response.key,
    location: document.source.locate(response.pointer),
    seen: {},
  };
}

function rowKey(digest: string, operation: string, response: string): string {
  return `${digest} ${operation} ${response}`;
}

/**
 * Folds evidence into spec coverage: which documented answers (operation × response) were seen, by
 * which kind of test. An answer counts only when it satisfied the document; evidence recorded
 * against another text of the document is counted as stale and left out.
 */
export function foldEvidence(
  documents: readonly ApiDocument[],
  evidence: Iterable<Evidence>,
): CoverageTable {
  const rows = new Map<string, OpenRow>();
  for (const document of documents) {
    for (const operation of document.operations) {
      for (const response of operation.responses) {
        rows.set(
          rowKey(document.digest, operation.key, response.key),
          rowOf(document, operation, response),
        );
      }
    }
  }
  const digests = new Set(documents.map((document) => document.digest));
  let stale = 0;
  for (const line of evidence) {
    if (!digests.has(line.specDigest)) {
      stale += 1;
      continue;
    }
    if (line.responseKey === null || line.responseValid !== true) continue;
    const row = rows.get(rowKey(line.specDigest, line.operation, line.responseKey));
    if (row !== undefined) row.seen[line.source] = (row.seen[line.source] ?? 0) + 1;
  }
  const all = [...rows.values()];
  const covered = all.filter((row) => Object.keys(row.seen).length > 0).length;
  return { covered, total: all.length, rows: all, stale };
}
