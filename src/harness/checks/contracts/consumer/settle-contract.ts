import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { createProblem, type Problem } from "../../../core/problem.ts";

/** A contract as the tests produce it, and the file it is committed in. */
export interface ContractToSettle {
  readonly path: string;
  /** As shown in problems. */
  readonly file: string;
  readonly text: string;
  /** `update` writes the file; `check` only compares. */
  readonly mode: "check" | "update";
}

/** What became of it. */
export interface SettledContract {
  readonly outcome: "unchanged" | "written" | "different";
  readonly problems: readonly Problem[];
}

function readCommitted(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

/** Written beside the file and renamed over it: a reader sees the old contract or the new one. */
function replaceFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

function difference({ file, text }: ContractToSettle, committed: string | null): Problem {
  if (committed === null)
    return createProblem({
      code: "contracts/contract-out-of-date",
      message: `The contract ${file} does not exist yet.`,
      location: { file },
    });
  const wanted = text.split("\n");
  const present = committed.split("\n");
  const index = wanted.findIndex((line, number) => line !== present[number]);
  const line = index === -1 ? wanted.length : index;
  return createProblem({
    code: "contracts/contract-out-of-date",
    message: `${file} is not what the consumer's tests produce; the first difference is in line ${line + 1}.`,
    location: { file, line: line + 1, column: 1 },
    expected: wanted[line] ?? "(end of the file)",
    actual: present[line] ?? "(end of the file)",
  });
}

/** Compares a contract with the committed file byte by byte, and writes it when told to. */
export function settleContract(contract: ContractToSettle): SettledContract {
  const committed = readCommitted(contract.path);
  if (committed === contract.text) return { outcome: "unchanged", problems: [] };
  if (contract.mode === "check")
    return { outcome: "different", problems: [difference(contract, committed)] };
  replaceFile(contract.path, contract.text);
  return { outcome: "written", problems: [] };
}
