import { formatLocation } from "../../core/problem.ts";
import { fidelityGroups, type FidelityReport, type FidelityRow } from "./fidelity-report.ts";
import type { Paint } from "./text-style.ts";

const mark: Readonly<Record<FidelityRow["state"], string>> = { "not done": "✗", different: "~" };

function renderRow(row: FidelityRow, paint: Paint): readonly string[] {
  const style = row.state === "not done" ? "yellow" : "cyan";
  return [
    `  ${paint(style, mark[row.state])} ${row.what}  ${paint("cyan", formatLocation(row.location))}`,
    `    ${row.instead}  ${paint("dim", `#${row.anchor}`)}`,
  ];
}

function countOf(rows: readonly FidelityRow[], state: FidelityRow["state"]): number {
  return rows.filter((row) => row.state === state).length;
}

/** Shows a report as grouped rows: what, where, and what happens instead. */
export function renderFidelity({ template, rows, unread }: FidelityReport, paint: Paint): string {
  const groups = fidelityGroups.flatMap((group) => {
    const own = rows.filter((row) => row.group === group);
    return own.length === 0
      ? []
      : [paint("bold", group), ...own.flatMap((row) => renderRow(row, paint)), ""];
  });
  const unknown = unread.map((id) => `Of ${id} nothing is known: its document cannot be read.`);
  const summary =
    rows.length > 0
      ? `${template}: ${countOf(rows, "not done")} not done (✗), ${countOf(rows, "different")} different (~). The rows of docs/fidelity.md say more.`
      : unread.length === 0
        ? `${template}: everything in this template is emulated.`
        : `${template}: everything that could be read is emulated.`;
  return `${[...groups, ...unknown, summary].join("\n")}\n`;
}
