import type { Document } from "yaml";

/** A text whose `[…]`, `{…}` and quoted texts are indented as YAML asks, and the way back to the text as written. */
export interface IndentedText {
  readonly document: Document;
  /** The offset in the text as written of an offset in the indented one. */
  readonly originalOffset: (offset: number) => number;
}

interface Insertion {
  /** In the indented text, where the blanks begin. */
  readonly at: number;
  readonly length: number;
}

/** A text that is broken indeed is parsed again for this many characters altogether, and no longer. */
const mostCharacters = 250_000;

/**
 * Indents the lines inside `[…]`, `{…}` and quotes that stand no deeper than the key they belong to. YAML 1.2
 * (sections 7.3 and 7.4) forbids them, and PyYAML, which SAM reads templates with, takes them:
 *
 * ```yaml
 * MethodSettings: [{
 *   HttpMethod: "*"
 * }]
 * ```
 *
 * @returns `null` where the text has such lines not, or other faults as well.
 */
export function indentFlow(
  text: string,
  document: Document,
  parse: (text: string) => Document,
): IndentedText | null {
  const insertions: Insertion[] = [];
  let indented = text;
  let parsed = document;
  for (let spent = text.length; parsed.errors.length > 0; spent += indented.length) {
    const fault = firstFault(parsed);
    const insertion =
      fault === null || spent > mostCharacters ? null : insertionAt(indented, fault);
    if (insertion === null) return null;
    insertions.push(insertion);
    const { at, length } = insertion;
    indented = `${indented.slice(0, at)}${" ".repeat(length)}${indented.slice(at)}`;
    parsed = parse(indented);
  }
  return insertions.length === 0 ? null : { document: parsed, originalOffset: backTo(insertions) };
}

/** Where the first collection or quoted text ended too early; what follows it is misread. */
function firstFault({ errors }: Document): number | null {
  const faults = errors.filter(({ message }) =>
    /^(?:Flow (?:map|sequence) in block|Missing closing )/.test(message),
  );
  return faults.length === 0 ? null : Math.min(...faults.slice(0, 100).map(({ pos }) => pos[0]));
}

/** The blanks that the line needs in which a collection ended too early, to stand deeper than the one above. */
function insertionAt(text: string, fault: number): Insertion | null {
  const first = text.slice(fault).search(/\S/);
  if (first < 0) return null;
  const at = text.lastIndexOf("\n", fault + first) + 1;
  const above = text.slice(0, at).trimEnd();
  const length = indentOf(above, above.lastIndexOf("\n") + 1) + 1 - indentOf(text, at);
  return { at, length: Math.max(1, length) };
}

function indentOf(text: string, lineStart: number): number {
  let end = lineStart;
  while (text[end] === " ") end += 1;
  return end - lineStart;
}

/** Insertions are undone last first: each has its place in the text that was there before. */
function backTo(insertions: readonly Insertion[]): (offset: number) => number {
  const lastFirst = insertions.toReversed();
  return (offset) =>
    lastFirst.reduce(
      (place, { at, length }) => (place <= at ? place : Math.max(at, place - length)),
      offset,
    );
}
