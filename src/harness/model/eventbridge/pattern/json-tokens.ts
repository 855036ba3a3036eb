import { PatternRejection } from "./pattern-rejection.ts";

/** What a token is; `name` is the key of a member. */
export type TokenKind =
  | "{"
  | "}"
  | "["
  | "]"
  | "name"
  | "string"
  | "number"
  | "true"
  | "false"
  | "null";

/** One token of JSON text. */
export interface JsonToken {
  readonly kind: TokenKind;
  /** A text or name without quotes and escapes, a number as it is written, the token itself otherwise. */
  readonly text: string;
}

const space = /[ \t\r\n]*/uy;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/uy;
const word = /[\w$]+/uy;
const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);
const anyValue = "JSON String, Number, Array, Object or token 'null', 'true' or 'false'";
/** Levels of nesting the service's JSON reader takes. */
const deepest = 1000;

interface Level {
  readonly closer: "}" | "]";
  /** No member has been read. */
  empty: boolean;
}

/**
 * Reads JSON text token by token, so that what is wrong first is told first, and keeps what
 * `JSON.parse` loses: numbers as they are written, keys that are there twice, and what stands after
 * the value, which nobody looks at. The wording of errors is that of the service's JSON reader.
 */
export class JsonTokens {
  readonly #source: string;
  readonly #levels: Level[] = [];
  #offset = 0;
  #start = 0;
  /** The next token is the value of a member whose name has been read. */
  #valueDue = false;

  constructor(source: string) {
    this.#source = source;
  }

  /** Behind the last token. */
  get offset(): number {
    return this.#offset;
  }

  /** At the last token, behind the space before it. */
  get start(): number {
    return this.#start;
  }

  /** The text from an offset to behind the last token. */
  since(start: number): string {
    return this.#source.slice(start, this.#offset);
  }

  /** Stops reading with a reason, placed behind the last token. */
  reject(reason: string): never {
    throw new PatternRejection(reason, this.#offset);
  }

  /** The next token. Throws `PatternRejection` where the text is no JSON. */
  next(): JsonToken {
    this.#skip();
    const level = this.#levels.at(-1);
    this.#start = this.#offset;
    if (level === undefined || this.#valueDue) {
      this.#valueDue = false;
      return this.#value();
    }
    const here = this.#source[this.#offset];
    if (here === level.closer) {
      this.#offset += 1;
      this.#levels.pop();
      return { kind: level.closer, text: level.closer };
    }
    if (!level.empty) this.#comma(level);
    level.empty = false;
    this.#start = this.#offset;
    return level.closer === "}" ? this.#name() : this.#value();
  }

  #skip(): void {
    space.lastIndex = this.#offset;
    space.test(this.#source);
    this.#offset = space.lastIndex;
  }

  #comma(level: Level): void {
    const kind = level.closer === "}" ? "Object" : "Array";
    if (this.#source[this.#offset] !== ",") {
      this.#unexpected(`was expecting comma to separate ${kind} entries`, kind);
    }
    this.#offset += 1;
    this.#skip();
  }

  #name(): JsonToken {
    if (this.#source[this.#offset] !== '"') {
      this.#unexpected("was expecting double-quote to start field name", "Object");
    }
    const text = this.#text(" in field name");
    this.#skip();
    if (this.#source[this.#offset] !== ":") {
      this.#unexpected("was expecting a colon to separate field name and value", "Object");
    }
    this.#offset += 1;
    this.#valueDue = true;
    return { kind: "name", text };
  }

  #value(): JsonToken {
    const here = this.#source[this.#offset];
    if (here === "{" || here === "[") {
      this.#offset += 1;
      this.#levels.push({ closer: here === "{" ? "}" : "]", empty: true });
      if (this.#levels.length > deepest) {
        this.reject(
          `Document nesting depth (${String(deepest + 1)}) exceeds the maximum allowed (${String(deepest)})`,
        );
      }
      return { kind: here, text: here };
    }
    if (here === '"') {
      return {
        kind: "string",
        text: this.#text(": was expecting closing quote for a string value"),
      };
    }
    return this.#number() ?? this.#word();
  }

  #number(): JsonToken | null {
    number.lastIndex = this.#offset;
    if (!number.test(this.#source)) return null;
    const text = this.#source.slice(this.#offset, number.lastIndex);
    const next = this.#source[number.lastIndex];
    this.#offset = number.lastIndex;
    if (/^-?0$/u.test(text) && next !== undefined && /\d/u.test(next)) {
      this.reject("Invalid numeric value: Leading zeroes not allowed");
    }
    if (next !== undefined && !/[\s,\]}]/u.test(next)) {
      this.#unexpected("Expected space separating root-level values", "Object");
    }
    return { kind: "number", text };
  }

  #word(): JsonToken {
    word.lastIndex = this.#offset;
    if (!word.test(this.#source))
      this.#unexpected(`expected a valid value (${anyValue})`, "Object");
    const text = this.#source.slice(this.#offset, word.lastIndex);
    this.#offset = word.lastIndex;
    if (text === "true" || text === "false" || text === "null") return { kind: text, text };
    return this.reject(`Unrecognized token '${text}': was expecting (${anyValue})`);
  }

  /** A text in quotes; the offset is at the first of them. */
  #text(whenOpen: string): string {
    let text = "";
    let from = this.#offset + 1;
    for (let at = from; at < this.#source.length; at += 1) {
      const code = this.#source.charCodeAt(at);
      if (code === 0x22) {
        this.#offset = at + 1;
        return text + this.#source.slice(from, at);
      }
      if (code < 0x20) {
        this.#offset = at;
        this.reject(
          `Illegal unquoted character ((CTRL-CHAR, code ${String(code)})): has to be escaped using backslash to be included in string value`,
        );
      }
      if (code !== 0x5c) continue;
      text += this.#source.slice(from, at);
      this.#offset = at + 1;
      text += this.#escaped(whenOpen);
      from = this.#offset;
      at = from - 1;
    }
    this.#offset = this.#source.length;
    return this.reject(`Unexpected end-of-input${whenOpen}`);
  }

  /** What follows a backslash, which the offset is behind. */
  #escaped(whenOpen: string): string {
    const here = this.#source[this.#offset];
    if (here === undefined) return this.reject(`Unexpected end-of-input${whenOpen}`);
    this.#offset += 1;
    const plain = escapes.get(here);
    if (plain !== undefined) return plain;
    if (here !== "u") {
      this.reject(
        `Unrecognized character escape '${here}' (code ${String(here.codePointAt(0) ?? 0)})`,
      );
    }
    const digits = this.#source.slice(this.#offset, this.#offset + 4);
    if (!/^[0-9a-fA-F]{4}$/u.test(digits)) {
      this.reject("expected a hex-digit for character escape sequence");
    }
    this.#offset += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  #unexpected(expected: string, kind: "Object" | "Array"): never {
    const found = this.#source.codePointAt(this.#offset);
    if (found === undefined) {
      return this.reject(
        this.#levels.length === 0
          ? "No content to map due to end-of-input"
          : `Unexpected end-of-input: expected close marker for ${kind}`,
      );
    }
    const shown = `'${String.fromCodePoint(found)}' (code ${String(found)})`;
    return this.reject(`Unexpected character (${shown}): ${expected}`);
  }
}
