import type { CoverageTable, Evidence } from "../../core/evidence.ts";
import { foldEvidence } from "../../checks/coverage/fold-evidence.ts";
import { readEvidence } from "../../checks/coverage/read-evidence.ts";
import { documentedApis } from "../project/choose-api.ts";
import { readEvidenceFiles } from "../project/evidence-files.ts";
import type { Project } from "../project/load-project.ts";
import type { PhaseFindings } from "./run-phase.ts";

/** What the coverage phase found, with the table itself. */
export interface CoverageFindings extends PhaseFindings {
  readonly coverage: CoverageTable;
}

/**
 * Folds this run's evidence and what the project's own tests left into one figure.
 *
 * @param notCalled keys of the operations this run could not call
 */
export function coveragePhase(
  projects: readonly Project[],
  collected: readonly Evidence[],
  evidenceName: string,
  notCalled: ReadonlySet<string> = new Set(),
): CoverageFindings {
  const roots = new Set(projects.map(({ config }) => config.root));
  const others = [...roots].flatMap((root) =>
    readEvidenceFiles(root, evidenceName).flatMap((text) => readEvidence(text)),
  );
  const documents = projects.flatMap(documentedApis).map((api) => api.document);
  // What is made of events describes nothing, so that evidence of it is neither coverage nor stale.
  const undescribed = new Set(
    projects.flatMap(({ apis }) =>
      apis.flatMap(({ document }) => (document.written === "generated" ? [document.digest] : [])),
    ),
  );
  const evidence = [...others, ...collected].filter(({ specDigest: of }) => !undescribed.has(of));
  const coverage = foldEvidence(documents, evidence);
  if (coverage.total === 0) {
    const summary =
      documents.length === 0 && undescribed.size > 0
        ? "not described: no API has a document"
        : "no documented answers";
    return { summary, cases: [], problems: [], skipped: true, coverage };
  }
  const percent = Math.floor((coverage.covered / coverage.total) * 100);
  const left = coverage.rows.filter(
    ({ operation, seen }) => notCalled.has(operation) && Object.keys(seen).length === 0,
  ).length;
  const why =
    left === 0
      ? ""
      : `; ${left === 1 ? "1 is of an operation that was" : `${left} are of operations that were`} not called`;
  return {
    summary: `${percent} % of ${coverage.total} documented answers seen${why}`,
    cases: [],
    problems: [],
    coverage,
  };
}
