/** A row of a table of docs/fidelity.md. */
export interface FidelityPageRow {
  /** First cell, without its anchor. */
  readonly behaviour: string;
  readonly state: string;
  readonly source: string;
  /** Line of the page, counted from 1. */
  readonly line: number;
}

/** A heading of the page that has a table below it. */
export interface FidelitySection {
  readonly heading: string;
  /** What its second column holds: states, or the choices made for questions that no source answers. */
  readonly column: "state" | "choice";
  readonly rows: readonly FidelityPageRow[];
}

/** The words a state may begin with. */
export const stateWords = [
  "done",
  "different",
  "not done",
  "refused",
  "reported",
  "recorded",
  "without effect",
  "not checked",
] as const;

type StateWord = (typeof stateWords)[number];

/** The word of `stateWords` that a state begins with; null when it begins with none. */
export function stateWordOf(state: string): StateWord | null {
  return stateWords.find((word) => new RegExp(`^${word}(?![\\w-])`).test(state)) ?? null;
}

/** Cells between bars, and what stands in them: a bar written `\|` belongs to its cell. */
function cellsOf(line: string): readonly string[] {
  const bars = line.split(/(?<!\\)\|/);
  return bars.slice(1, -1).map((cell) => plainCell(cell));
}

/** The text of a cell as tests name it: without anchors, a bar as a bar. */
export function plainCell(cell: string): string {
  return cell
    .replaceAll(/<a id="[^"]*"><\/a>/g, "")
    .replaceAll("\\|", "|")
    .trim();
}

const columns: ReadonlyMap<string, FidelitySection["column"]> = new Map([
  ["Behaviour", "state"],
  ["Question", "choice"],
]);

/** The tables of the page, by the heading each stands under. */
export function readFidelityPage(markdown: string): readonly FidelitySection[] {
  const sections: (FidelitySection & { readonly rows: FidelityPageRow[] })[] = [];
  let heading = "";
  let inTable = false;
  for (const [index, line] of markdown.split("\n").entries()) {
    const title = /^#+ (.*)$/.exec(line)?.[1];
    if (title !== undefined) heading = title.trim();
    const [behaviour = "", state = "", source = "", ...more] = cellsOf(line);
    if (!line.startsWith("|")) inTable = false;
    else if (!inTable) {
      const column = columns.get(behaviour);
      if (column === undefined) throw new Error(`line ${String(index + 1)}: an unknown table`);
      sections.push({ heading, column, rows: [] });
      inTable = true;
    } else if (!/^-+$/.test(behaviour)) {
      if (more.length > 0) throw new Error(`line ${String(index + 1)} has more than three cells`);
      sections.at(-1)?.rows.push({ behaviour, state, source, line: index + 1 });
    }
  }
  return sections;
}

/** The name of the file that ties the rows of a section to tests: `The rest` is `the-rest.json`. */
export function proofFileOf(heading: string): string {
  const words = heading.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return `${words.join("-")}.json`;
}
