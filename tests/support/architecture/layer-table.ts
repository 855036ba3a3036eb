/** One row of the layer table in ARCHITECTURE.md. */
export interface Layer {
  readonly name: string;
  /** Folder under src/harness that holds the layer's folder; "core" is its own wing. */
  readonly wing: string;
  readonly mayImport: ReadonlySet<string>;
  /** Layers open only to files that the main entry of the package does not reach. */
  readonly ownEntriesOnly: ReadonlySet<string>;
}

/** What a wing may know besides itself and `core`. */
const wingsKnown: Readonly<Record<string, readonly string[]>> = {
  core: [],
  model: [],
  local: ["model"],
  checks: ["model"],
  app: ["model", "local", "checks"],
};

/**
 * Read wings and layer table out of ARCHITECTURE.md.
 *
 * @throws Error when a row names a layer that has no row or stands in no wing, or is not understood
 */
export function parseLayerTable(markdown: string): ReadonlyMap<string, Layer> {
  const rows = [...markdown.matchAll(/^\| `([a-z]+)` \|.*\| ([^|]+) \|$/gm)].map((match) => ({
    name: match[1] ?? "",
    cell: match[2] ?? "",
  }));
  if (rows.length === 0) throw new Error("ARCHITECTURE.md has no layer table");
  const names = rows.map((row) => row.name);
  const wings = parseWings(markdown, names);
  return new Map(
    rows.map(({ name, cell }, index) => {
      const wing = wings.get(name);
      if (wing === undefined) throw new Error(`layer "${name}" stands in no wing`);
      return [name, { name, wing, ...parseCell(name, cell, names, names.slice(0, index)) }];
    }),
  );
}

function parseWings(markdown: string, names: readonly string[]): ReadonlyMap<string, string> {
  const block = /```\nsrc\/harness\/\n([^`]+)```/.exec(markdown)?.[1] ?? "";
  const wings = new Map([["core", "core"]]);
  for (const [, wing = "", rest = ""] of block.matchAll(/^ {2}([a-z]+)\/(.*)$/gm)) {
    if (wing === "core") continue;
    for (const word of rest.split(/\s+/)) if (names.includes(word)) wings.set(word, wing);
  }
  return wings;
}

function parseCell(
  name: string,
  cell: string,
  names: readonly string[],
  above: readonly string[],
): Pick<Layer, "mayImport" | "ownEntriesOnly"> {
  const mayImport = new Set<string>();
  const ownEntriesOnly = new Set<string>();
  const known = (list: string): readonly string[] =>
    list.split(/,\s*|\s+and\s+/).map((word) => {
      const layer = word.replaceAll("`", "").trim();
      if (!names.includes(layer)) throw new Error(`row "${name}": no layer is called "${layer}"`);
      return layer;
    });
  for (const part of cell.split(";").map((text) => text.trim())) {
    const except = /^(?:the layers|every layer) above(?: except (.+))?$/.exec(part);
    const own = /^(.+) only in their own entries$/.exec(part);
    if (except !== null) {
      const closed = except[1] === undefined ? [] : known(except[1]);
      for (const layer of above) if (!closed.includes(layer)) mayImport.add(layer);
    } else if (own !== null) {
      for (const layer of known(own[1] ?? "")) ownEntriesOnly.add(layer);
    } else if (part !== "–") {
      for (const layer of known(part)) mayImport.add(layer);
    }
  }
  return { mayImport, ownEntriesOnly };
}

/** List the rows that open a border between wings which must stay closed. */
export function findOpenWingBorders(layers: ReadonlyMap<string, Layer>): readonly string[] {
  const broken: string[] = [];
  for (const { name, wing, mayImport, ownEntriesOnly } of layers.values()) {
    for (const other of [...mayImport, ...ownEntriesOnly]) {
      const target = layers.get(other)?.wing ?? "";
      if (target === wing || target === "core") continue;
      if (wingsKnown[wing]?.includes(target) === true) continue;
      broken.push(`${name} (${wing}) may not open itself to ${other} (${target})`);
    }
  }
  return broken;
}
