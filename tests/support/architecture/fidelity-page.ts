/** A row of a table of docs/fidelity.md. */
export interface FidelityPageRow {
  /** First cell, without its anchor. */
  readonly behaviour: string;
  readonly state: string;
  readonly source: string;
  /** Line of the page, counted from 1. */
  readonly line: number;
}

/** A heading of the page that has a table of behaviours below it. */
export interface FidelitySection {
  readonly heading: string;
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

/** The tables of the page whose first column is called Behaviour, by the heading each stands under. */
export function readFidelityPage(markdown: string): readonly FidelitySection[] {
  const sections: { heading: string; rows: FidelityPageRow[] }[] = [];
  let heading = "";
  let inTable = false;
  for (const [index, line] of markdown.split("\n").entries()) {
    const title = /^#+ (.*)$/.exec(line)?.[1];
    if (title !== undefined) heading = title.trim();
    if (!line.startsWith("|")) {
      inTable = false;
      continue;
    }
    const [behaviour = "", state = "", source = "", ...more] = cellsOf(line);
    if (behaviour === "Behaviour") {
      inTable = true;
      sections.push({ heading, rows: [] });
    } else if (inTable && !/^-+$/.test(behaviour)) {
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
