import { isJsonObject, readJsonObject } from "../../../scripts/support/json.ts";
import { plainCell, proofFileOf, stateWordOf, type FidelitySection } from "./fidelity-page.ts";

/** A test that shows a row: its file, and its describe titles and own title joined by spaces. */
export interface Proof {
  readonly file: string;
  readonly title: string;
}

/** The tests of each row of a section, by the text of the row's first cell. */
export type SectionProofs = ReadonlyMap<string, readonly Proof[]>;

/** A test as mocha knows it once its file is loaded. */
export interface KnownTest extends Proof {
  /**
   * It is marked as skipped, or it or a hook before it may skip it while it runs; not where it is for some operating
   * systems only.
   */
  readonly maySkip: boolean;
}

function isProof(value: unknown): value is Proof {
  return (
    isJsonObject(value) && typeof value["file"] === "string" && typeof value["title"] === "string"
  );
}

/**
 * Read a file of tests/fidelity.
 *
 * @throws Error when it is not an object of lists of `{ file, title }`
 */
export function readProofs(file: string): SectionProofs {
  const proofs = new Map<string, readonly Proof[]>();
  for (const [row, value] of Object.entries(readJsonObject(file))) {
    if (!Array.isArray(value) || !value.every(isProof)) {
      throw new Error(`${file}: "${row}" must be a list of { "file", "title" }`);
    }
    proofs.set(plainCell(row), value);
  }
  return proofs;
}

/**
 * Whether a state says what happens here, which a test can show: what is done, what is done in another way, and what
 * is refused.
 */
function saysWhatHappens(state: string): boolean {
  const word = stateWordOf(state);
  return word === "done" || word === "different" || state.includes("refused with 501");
}

/** What is wrong with the rows of the page and the files beside it, one line each. */
export function judgeRows(
  sections: readonly FidelitySection[],
  proofs: ReadonlyMap<string, SectionProofs>,
  exists: (file: string) => boolean,
): readonly string[] {
  const found: string[] = [];
  for (const { heading, column, rows } of sections) {
    const name = proofFileOf(heading);
    const tied = proofs.get(name) ?? new Map<string, readonly Proof[]>();
    for (const { behaviour, state, source, line } of rows) {
      const where = `docs/fidelity.md:${String(line)}: "${behaviour}"`;
      if (column === "state") {
        if (source === "") found.push(`${where} has no source`);
        if (stateWordOf(state) === null) found.push(`${where} has the unknown state "${state}"`);
      }
      const needsProof = column === "choice" || saysWhatHappens(state);
      if (needsProof && (tied.get(behaviour) ?? []).length === 0) {
        found.push(`${where} is "${state}", and tests/fidelity/${name} names no test`);
      }
    }
    const behaviours = new Set(rows.map(({ behaviour }) => behaviour));
    if (behaviours.size < rows.length) found.push(`two rows of "${heading}" are the same`);
    for (const [row, list] of tied) {
      if (!behaviours.has(row)) found.push(`tests/fidelity/${name}: "${row}" is no row`);
      for (const { file } of list) {
        if (!isRunFile(file) || !exists(file)) {
          found.push(`tests/fidelity/${name}: "${row}": ${file} is no test file`);
        }
      }
    }
  }
  const named = new Set(sections.map(({ heading }) => proofFileOf(heading)));
  for (const name of proofs.keys()) {
    if (!named.has(name)) found.push(`tests/fidelity/${name} belongs to no heading of the page`);
  }
  return found;
}

/** Whether `npm test` or `npm run proof` runs the file. */
function isRunFile(file: string): boolean {
  return (
    /^tests\/(?:unit|integration|contract|scenarios|architecture)\/.+\.test\.ts$/.test(file) ||
    /^tests\/.+\.proof\.ts$/.test(file)
  );
}

/** Proofs that mocha does not know, and rows that nothing proves but tests that may skip, one line each. */
export function judgeTitles(
  proofs: ReadonlyMap<string, SectionProofs>,
  tests: readonly KnownTest[],
): readonly string[] {
  const found: string[] = [];
  const byTitle = Map.groupBy(tests, ({ file, title }) => `${file}\n${title}`);
  for (const [name, section] of proofs) {
    for (const [row, list] of section) {
      const where = `tests/fidelity/${name}: "${row}"`;
      const known = list.map(({ file, title }) => byTitle.get(`${file}\n${title}`) ?? []);
      for (const [index, { file, title }] of list.entries()) {
        if (known[index]?.length === 0) found.push(`${where}: ${file} has no test "${title}"`);
      }
      const sound = known.some((same) => same.some(({ maySkip }) => !maySkip));
      if (list.length > 0 && !sound) found.push(`${where}: every test of it may be skipped`);
    }
  }
  return found;
}
