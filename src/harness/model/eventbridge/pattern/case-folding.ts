/** Where a folded text has to stand. */
export type FoldedPlace = "whole" | "start" | "end";

/** A text in which every character may stand in lower or in upper case. */
export interface FoldedText {
  /** By UTF-16 unit of the pattern: how an event may have it, one way or two. */
  readonly units: readonly (readonly string[])[];
  readonly place: FoldedPlace;
}

/**
 * The ways of each unit. Folding is that of the pattern's characters alone, one UTF-16 unit at a time: `ß`
 * takes `SS` but not `ss`, and the Kelvin sign takes `k` although `k` does not take it. Half a surrogate
 * pair has become a question mark by then, so that an operand with an emoji matches no event that has it:
 * Event Ruler, the matcher EventBridge publishes, works on bytes and loses it.
 */
function foldedUnits(text: string): readonly (readonly string[])[] {
  const units: (readonly string[])[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charAt(at);
    const [lower, upper] = /[\ud800-\udfff]/u.test(unit)
      ? ["?", "?"]
      : [unit.toLowerCase(), unit.toUpperCase()];
    units.push(lower === upper ? [lower] : [lower, upper]);
  }
  return units;
}

/**
 * Whether a text is what a folded one describes, in time that grows with the operand alone: of the two ways of
 * a unit neither begins or ends with the other, so that the first one that fits is the only one.
 */
export function matchesFolded({ units, place }: FoldedText, text: string): boolean {
  if (place === "end") {
    let end = text.length;
    for (const ways of units.toReversed()) {
      const way = ways.find((each) => text.endsWith(each, end));
      if (way === undefined) return false;
      end -= way.length;
    }
    return true;
  }
  let from = 0;
  for (const ways of units) {
    const way = ways.find((each) => text.startsWith(each, from));
    if (way === undefined) return false;
    from += way.length;
  }
  return place === "start" || from === text.length;
}

/** What `equals-ignore-case` asks for, alone, in a prefix or in a suffix. */
export interface FoldedElement {
  readonly kind: "folded";
  readonly folded: FoldedText;
  /** The whole text in lower case, where it is ASCII; `null` for others, prefixes and suffixes. */
  readonly lower: string | null;
}

/** The element of `equals-ignore-case`, alone, in a prefix or in a suffix. */
export function foldedElement(text: string, place: FoldedPlace): FoldedElement {
  const isAscii = place === "whole" && /^[ -~]*$/u.test(text);
  return {
    kind: "folded",
    folded: { units: foldedUnits(text), place },
    lower: isAscii ? text.toLowerCase() : null,
  };
}
