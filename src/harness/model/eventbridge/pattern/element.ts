import { matchesFolded, type FoldedElement } from "./case-folding.ts";
import type { IpAddress } from "./ip-address.ts";
import { readIpAddress } from "./ip-address.ts";
import { matchesWildcard, type WildcardParts } from "./wildcard-parts.ts";

/** A value of an event that is neither object nor array. */
export interface Leaf {
  readonly kind: "string" | "number" | "true" | "false" | "null";
  /** The text, the number as it is written, or the literal. */
  readonly text: string;
  /** What a number compares by; `null` for other values, and for numbers without a canonical value. */
  readonly number: number | null;
  /** Array and index in turn, for each array the value sits in by an object or array of it. */
  readonly membership: readonly number[];
}

/** One entry of a list in a pattern. */
export type Element =
  | { readonly kind: "text"; readonly text: string; readonly address: IpAddress | null }
  | { readonly kind: "number"; readonly lexeme: string; readonly value: number | null }
  | { readonly kind: "literal"; readonly literal: "true" | "false" | "null" }
  | { readonly kind: "prefix"; readonly text: string }
  | { readonly kind: "suffix"; readonly text: string }
  | FoldedElement
  | { readonly kind: "wildcard"; readonly parts: WildcardParts }
  | { readonly kind: "range"; readonly low: Bound; readonly high: Bound }
  | { readonly kind: "block"; readonly address: IpAddress; readonly hostBits: bigint }
  | { readonly kind: "present" }
  | { readonly kind: "absent" }
  | {
      readonly kind: "other";
      readonly texts: ReadonlySet<string>;
      readonly numbers: ReadonlySet<number>;
      readonly patterns: readonly Element[];
    };

/** One end of a range of numbers. */
export interface Bound {
  /** May be infinite. */
  readonly value: number;
  /** The value itself is outside. */
  readonly open: boolean;
}

function isSameAddress(one: IpAddress, other: IpAddress | null): boolean {
  return other !== null && one.version === other.version && one.bits === other.bits;
}

function isInBlock(block: IpAddress, hostBits: bigint, address: IpAddress | null): boolean {
  if (address === null || address.version !== block.version) return false;
  return address.bits >> hostBits === block.bits >> hostBits;
}

function isInRange(low: Bound, high: Bound, value: number | null): boolean {
  if (value === null) return false;
  if (low.open ? value <= low.value : value < low.value) return false;
  return high.open ? value < high.value : value <= high.value;
}

function isOther(element: Extract<Element, { kind: "other" }>, leaf: Leaf): boolean {
  if (leaf.kind === "string") {
    return !element.texts.has(leaf.text) && !element.patterns.some((each) => accepts(each, leaf));
  }
  return leaf.number === null || !element.numbers.has(leaf.number);
}

/**
 * Whether a value is what an element of a pattern asks for. `absent` is about values that are not
 * there: it accepts none.
 */
export function accepts(element: Element, leaf: Leaf): boolean {
  switch (element.kind) {
    case "present":
      return true;
    case "absent":
      return false;
    case "literal":
      return leaf.kind === element.literal;
    case "number":
      if (leaf.kind !== "number") return false;
      return element.value === null
        ? leaf.text === element.lexeme
        : leaf.number === element.value || leaf.text === element.lexeme;
    case "range":
      return isInRange(element.low, element.high, leaf.number);
    case "other":
      return isOther(element, leaf);
    default:
      return leaf.kind === "string" && acceptsText(element, leaf.text);
  }
}

type TextElement = Extract<
  Element,
  { kind: "text" | "prefix" | "suffix" | "folded" | "wildcard" | "block" }
>;

function acceptsText(element: TextElement, text: string): boolean {
  switch (element.kind) {
    case "text":
      return element.address === null
        ? text === element.text
        : isSameAddress(element.address, readIpAddress(text));
    case "prefix":
      return text.startsWith(element.text);
    case "suffix":
      return text.endsWith(element.text);
    case "folded":
      return matchesFolded(element.folded, text);
    case "wildcard":
      return matchesWildcard(element.parts, text);
    case "block":
      return isInBlock(element.address, element.hostBits, readIpAddress(text));
  }
}
