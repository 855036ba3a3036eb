import type { Randomness } from "../../core/ports.ts";
import type { BoundedPattern } from "../../core/patterns/bounded-pattern.ts";
import { compilePattern } from "../schema/compile-pattern.ts";

/** How long a text may be, in code points. */
export interface TextLength {
  readonly least: number;
  readonly most: number;
}

type Node =
  | { readonly kind: "characters"; readonly choices: readonly string[] }
  | { readonly kind: "sequence"; readonly parts: readonly Node[] }
  | { readonly kind: "choice"; readonly branches: readonly Node[] }
  | { readonly kind: "repeat"; readonly part: Node; readonly least: number; readonly most: number };

const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
const letters = printable.filter((char) => /[a-zA-Z]/.test(char));
const classes: Readonly<Record<string, readonly string[]>> = {
  d: printable.filter((char) => /\d/.test(char)),
  D: letters,
  w: printable.filter((char) => /\w/.test(char)),
  W: printable.filter((char) => /\W/.test(char)),
  s: [" "],
  S: printable.filter((char) => /\S/.test(char)),
};
const controls: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  f: "\f",
  v: "\v",
  "0": "\0",
};
const mostRepeats = 4096;
/** Characters written before a pattern of repetitions inside repetitions is given up. */
const mostCharacters = 20_000;

/** Thrown inside this file alone: the pattern uses what the generator does not know. */
class UnknownConstruct extends Error {}

/**
 * A text that a pattern matches and that is as long as asked; `null` when the pattern uses constructs
 * the generator does not know (look-around, back references) or no such text was found.
 */
export function samplePattern(
  pattern: string,
  length: TextLength,
  randomness: Randomness,
): string | null {
  const expression = compilePattern(pattern);
  const tree = expression === null ? null : parse(pattern);
  if (expression === null || tree === null) return null;
  for (const extra of tries(length)) {
    const text = write(tree, { extra, randomness, left: mostCharacters });
    const size = Array.from(text).length;
    const padded = pad(text, length.least - size, expression);
    const total = Array.from(padded).length;
    if (total >= length.least && total <= length.most && expression.matches(padded) === true)
      return padded;
  }
  return null;
}

/** How many repetitions beyond the least each quantifier is given, one attempt each. */
function tries({ least }: TextLength): readonly number[] {
  return [1, 0, 2, 3, 5, 8, least, Math.ceil(least / 2), Math.ceil(least / 3), 0, 1, 2];
}

/** An unanchored pattern lets anything follow. */
function pad(text: string, missing: number, expression: BoundedPattern): string {
  if (missing <= 0) return text;
  const longer = text + "a".repeat(missing);
  return expression.matches(longer) === true ? longer : text;
}

interface Writing {
  /** Repetitions beyond the least. */
  readonly extra: number;
  readonly randomness: Randomness;
  /** How many characters may still be written. */
  left: number;
}

function write(node: Node, writing: Writing): string {
  const pick = <Item>(items: readonly Item[]): Item | undefined =>
    items[Math.floor(writing.randomness.next() * items.length)];
  if (writing.left <= 0) return "";
  switch (node.kind) {
    case "characters":
      writing.left -= 1;
      return pick(node.choices) ?? "";
    case "sequence":
      return node.parts.map((part) => write(part, writing)).join("");
    case "choice": {
      const branch = pick(node.branches);
      return branch === undefined ? "" : write(branch, writing);
    }
    case "repeat": {
      const times = Math.min(node.most, node.least + writing.extra);
      let text = "";
      for (let count = 0; count < times && writing.left > 0; count += 1)
        text += write(node.part, writing);
      return text;
    }
  }
}

function parse(pattern: string): Node | null {
  try {
    return new PatternReader(pattern).read();
  } catch (error) {
    if (error instanceof UnknownConstruct) return null;
    throw error;
  }
}

/** Reads the common part of ECMA-262 regular expressions. */
class PatternReader {
  readonly #chars: readonly string[];
  #at = 0;

  constructor(pattern: string) {
    this.#chars = Array.from(pattern);
  }

  read(): Node {
    const node = this.#readChoice();
    if (this.#at < this.#chars.length) throw new UnknownConstruct();
    return node;
  }

  #peek(): string | undefined {
    return this.#chars[this.#at];
  }

  #take(): string {
    const char = this.#chars[this.#at];
    if (char === undefined) throw new UnknownConstruct();
    this.#at += 1;
    return char;
  }

  #skip(text: string): boolean {
    if (
      !this.#chars
        .slice(this.#at, this.#at + text.length)
        .join("")
        .startsWith(text)
    )
      return false;
    this.#at += text.length;
    return true;
  }

  #readChoice(): Node {
    const branches = [this.#readSequence()];
    while (this.#skip("|")) branches.push(this.#readSequence());
    return { kind: "choice", branches };
  }

  #readSequence(): Node {
    const parts: Node[] = [];
    for (
      let char = this.#peek();
      char !== undefined && char !== "|" && char !== ")";
      char = this.#peek()
    ) {
      if (char === "^" || char === "$") this.#take();
      else parts.push(this.#readQuantified());
    }
    return { kind: "sequence", parts };
  }

  #readQuantified(): Node {
    const part = this.#readAtom();
    const range = this.#readQuantifier();
    if (range === null) return part;
    this.#skip("?");
    return { kind: "repeat", part, ...range };
  }

  #readQuantifier(): { readonly least: number; readonly most: number } | null {
    if (this.#skip("*")) return { least: 0, most: mostRepeats };
    if (this.#skip("+")) return { least: 1, most: mostRepeats };
    if (this.#skip("?")) return { least: 0, most: 1 };
    const match = /^\{(\d+)(,?)(\d*)\}/.exec(this.#chars.slice(this.#at, this.#at + 16).join(""));
    if (match === null) return null;
    this.#at += match[0].length;
    const least = Math.min(mostRepeats, Number(match[1]));
    if (match[2] === "") return { least, most: least };
    return { least, most: match[3] === "" ? mostRepeats : Math.min(mostRepeats, Number(match[3])) };
  }

  #readAtom(): Node {
    const char = this.#take();
    if (char === "(") return this.#readGroup();
    if (char === "[") return { kind: "characters", choices: this.#readClass() };
    if (char === ".") return { kind: "characters", choices: letters };
    if (char === "\\") return { kind: "characters", choices: this.#readEscape() };
    return { kind: "characters", choices: [char] };
  }

  #readGroup(): Node {
    if (this.#skip("?")) {
      const named = /^<[A-Za-z_$][\w$]*>/.exec(this.#chars.slice(this.#at).join(""));
      if (named !== null) this.#at += named[0].length;
      else if (!this.#skip(":")) throw new UnknownConstruct();
    }
    const node = this.#readChoice();
    if (!this.#skip(")")) throw new UnknownConstruct();
    return node;
  }

  #readEscape(): readonly string[] {
    const char = this.#take();
    const known = classes[char];
    if (known !== undefined) return known;
    const control = controls[char];
    if (control !== undefined) return [control];
    if (char === "u" || char === "x") return [this.#readCode(char === "u" ? 4 : 2)];
    if (/[A-Za-z1-9]/.test(char)) throw new UnknownConstruct();
    return [char];
  }

  #readCode(digits: number): string {
    const text = this.#chars.slice(this.#at, this.#at + digits).join("");
    if (!/^[0-9a-fA-F]+$/.test(text) || text.length !== digits) throw new UnknownConstruct();
    this.#at += digits;
    return String.fromCharCode(Number.parseInt(text, 16));
  }

  #readClass(): readonly string[] {
    const isNegated = this.#skip("^");
    const members: string[] = [];
    while (!this.#skip("]")) members.push(...this.#readClassMember());
    return isNegated ? printable.filter((char) => !members.includes(char)) : members;
  }

  #readClassMember(): readonly string[] {
    const first = this.#readClassChar();
    const [from] = first;
    const isRange = this.#peek() === "-" && this.#chars[this.#at + 1] !== "]" && first.length === 1;
    if (!isRange || from === undefined) return first;
    this.#take();
    const [to] = this.#readClassChar();
    const start = from.codePointAt(0) ?? 0;
    const end = to?.codePointAt(0) ?? start;
    const size = Math.min(end - start + 1, 256);
    return Array.from({ length: Math.max(size, 0) }, (_, index) =>
      String.fromCodePoint(start + index),
    );
  }

  #readClassChar(): readonly string[] {
    const char = this.#take();
    return char === "\\" ? this.#readEscape() : [char];
  }
}
