import { appendFileSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Evidence, EvidenceSink } from "../../core/evidence.ts";

const keptForMs = 24 * 60 * 60 * 1000;

function evidenceFolder(root: string): string {
  return join(root, ".lockstep", "evidence");
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".ndjson"));
  } catch {
    return [];
  }
}

/** Evidence of yesterday's runs is of no use and would grow without end. */
function dropOldFiles(folder: string, now: number): void {
  for (const name of entriesOf(folder)) {
    const file = join(folder, name);
    try {
      if (now - statSync(file).mtimeMs > keptForMs) rmSync(file);
    } catch {
      // Another process removed it first.
    }
  }
}

/**
 * Writes evidence as NDJSON to `.lockstep/evidence/<name>.ndjson`, replacing what an earlier run of
 * the same name left. A folder that cannot be written loses the evidence, never the test.
 */
export function openEvidenceFile(root: string, name: string, now: number): EvidenceSink {
  const folder = evidenceFolder(root);
  const file = join(folder, `${name}.ndjson`);
  let open = false;
  return {
    append: (evidence) => {
      try {
        if (!open) {
          mkdirSync(folder, { recursive: true });
          dropOldFiles(folder, now);
          rmSync(file, { force: true });
          open = true;
        }
        appendFileSync(file, `${JSON.stringify(evidence)}\n`);
      } catch {
        // Evidence is best effort.
      }
    },
  };
}

/** The text of every evidence file except the one named, for folding into coverage. */
export function readEvidenceFiles(root: string, except: string): readonly string[] {
  const folder = evidenceFolder(root);
  return entriesOf(folder)
    .filter((name) => name !== `${except}.ndjson`)
    .toSorted()
    .map((name) => {
      try {
        return readFileSync(join(folder, name), "utf8");
      } catch {
        return "";
      }
    });
}

/** Keeps evidence in memory as well as passing it on. */
export function collectEvidence(next: EvidenceSink): {
  readonly sink: EvidenceSink;
  readonly collected: readonly Evidence[];
} {
  const collected: Evidence[] = [];
  return {
    collected,
    sink: {
      append: (evidence) => {
        collected.push(evidence);
        next.append(evidence);
      },
    },
  };
}
