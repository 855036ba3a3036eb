import type { Element, Leaf } from "./pattern/element.ts";
import { accepts } from "./pattern/element.ts";

/** A sub-rule in a set, by number. */
export type SubRuleNumber = number;

/** Texts of one length, which a leaf's first or last characters are looked up in. */
type ByLength = Map<number, Map<string, SubRuleNumber[]>>;

function addTo<K>(map: Map<K, SubRuleNumber[]>, key: K, subRule: SubRuleNumber): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [subRule]);
  else known.push(subRule);
}

function addByLength(map: ByLength, text: string, subRule: SubRuleNumber): void {
  const texts = map.get(text.length) ?? new Map<string, SubRuleNumber[]>();
  map.set(text.length, texts);
  addTo(texts, text, subRule);
}

/** How an element is found in an index. */
export type IndexKey =
  | { readonly way: "text" | "folded" | "start" | "end"; readonly text: string }
  | { readonly way: "number"; readonly value: number }
  | { readonly way: "literal"; readonly literal: string }
  | { readonly way: "range"; readonly low: number; readonly high: number }
  | { readonly way: "try" };

/** The key an element is looked up by; `try` where every value has to be tried. */
export function indexKey(element: Element): IndexKey {
  switch (element.kind) {
    case "text":
      return element.address === null ? { way: "text", text: element.text } : { way: "try" };
    case "number":
      return element.value === null ? { way: "try" } : { way: "number", value: element.value };
    case "literal":
      return { way: "literal", literal: element.literal };
    case "range":
      return { way: "range", low: element.low.value, high: element.high.value };
    case "prefix":
      return { way: "start", text: element.text };
    case "suffix":
      return { way: "end", text: element.text };
    case "folded":
      return element.lower === null ? { way: "try" } : { way: "folded", text: element.lower };
    case "wildcard":
      return wildcardKey(element.parts);
    default:
      return { way: "try" };
  }
}

function wildcardKey(parts: readonly string[]): IndexKey {
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  if (parts.length === 1) return { way: "text", text: first };
  if (first !== "") return { way: "start", text: first };
  return last === "" ? { way: "try" } : { way: "end", text: last };
}

interface Tried {
  readonly element: Element;
  readonly subRule: SubRuleNumber;
}

interface Range {
  readonly low: number;
  readonly high: number;
  readonly subRule: SubRuleNumber;
}

/** The elements of one field, by which sub-rules are found that may hold. */
export class FieldIndex {
  readonly #texts = new Map<string, SubRuleNumber[]>();
  readonly #folded = new Map<string, SubRuleNumber[]>();
  readonly #numbers = new Map<number, SubRuleNumber[]>();
  readonly #literals = new Map<string, SubRuleNumber[]>();
  readonly #starts: ByLength = new Map();
  readonly #ends: ByLength = new Map();
  readonly #ranges: Range[] = [];
  readonly #tried: Tried[] = [];

  /** Adds an element of a sub-rule. */
  add(element: Element, subRule: SubRuleNumber): void {
    const key = indexKey(element);
    switch (key.way) {
      case "text":
        return addTo(this.#texts, key.text, subRule);
      case "folded":
        return addTo(this.#folded, key.text, subRule);
      case "number":
        return addTo(this.#numbers, key.value, subRule);
      case "literal":
        return addTo(this.#literals, key.literal, subRule);
      case "start":
        return addByLength(this.#starts, key.text, subRule);
      case "end":
        return addByLength(this.#ends, key.text, subRule);
      case "range":
        this.#ranges.push({ low: key.low, high: key.high, subRule });
        return undefined;
      case "try":
        this.#tried.push({ element, subRule });
        return undefined;
    }
  }

  /** Tells the sub-rules whose element may accept a value; one may be told more than once. */
  find(leaf: Leaf, found: (subRules: readonly SubRuleNumber[]) => void): void {
    if (leaf.kind === "string") this.#findText(leaf.text, found);
    else if (leaf.kind === "number") this.#findNumber(leaf.number, found);
    else tell(this.#literals.get(leaf.kind), found);
    for (const { element, subRule } of this.#tried) if (accepts(element, leaf)) found([subRule]);
  }

  #findText(text: string, found: (subRules: readonly SubRuleNumber[]) => void): void {
    tell(this.#texts.get(text), found);
    if (this.#folded.size > 0) tell(this.#folded.get(text.toLowerCase()), found);
    for (const [length, texts] of this.#starts) {
      if (length <= text.length) tell(texts.get(text.slice(0, length)), found);
    }
    for (const [length, texts] of this.#ends) {
      if (length <= text.length) tell(texts.get(text.slice(text.length - length)), found);
    }
  }

  #findNumber(value: number | null, found: (subRules: readonly SubRuleNumber[]) => void): void {
    if (value === null) return;
    tell(this.#numbers.get(value), found);
    for (const { low, high, subRule } of this.#ranges) {
      if (low <= value && value <= high) found([subRule]);
    }
  }
}

function tell(
  subRules: readonly SubRuleNumber[] | undefined,
  found: (subRules: readonly SubRuleNumber[]) => void,
): void {
  if (subRules !== undefined) found(subRules);
}
