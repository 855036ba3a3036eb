/** A cell's text and how wide it looks (styles have no width). */
export interface Cell {
  readonly text: string;
  readonly width: number;
  readonly align?: "left" | "right";
}

/** A cell of plain text. */
export function cell(text: string, align: "left" | "right" = "left"): Cell {
  return { text, width: text.length, align };
}

function pad(value: Cell, width: number): string {
  const space = " ".repeat(Math.max(0, width - value.width));
  return value.align === "right" ? `${space}${value.text}` : `${value.text}${space}`;
}

/** Aligns rows of cells into columns two spaces apart. */
export function renderTable(rows: readonly (readonly Cell[])[]): readonly string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...rows.map((row) => row[column]?.width ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((value, column) => pad(value, widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
