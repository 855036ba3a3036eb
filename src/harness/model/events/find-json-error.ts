/** Where JSON text stops being JSON. */
export interface JsonTextError {
  /** Offset in UTF-16 code units. */
  readonly offset: number;
  /** What stands there and what should: `a comma or "}" should follow, found "\""`. */
  readonly message: string;
}

const scalar = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/uy;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/uy;
const space = /[ \t\r\n]*/uy;

/**
 * The offset behind the text in quotes that begins at `start`; `null` when none is there. No pattern
 * does this: one that repeats a choice needs stack for every character of a body of megabytes.
 */
function endOfText(source: string, start: number): number | null {
  if (source[start] !== '"') return null;
  for (let at = start + 1; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return null;
    if (code !== 0x5c) continue;
    escape.lastIndex = at;
    if (!escape.test(source)) return null;
    at = escape.lastIndex - 1;
  }
  return null;
}

interface Open {
  readonly closer: "}" | "]";
}

/** Walks JSON text without building values, keeping its own stack so that depth is no limit. */
class JsonWalk {
  readonly #source: string;
  readonly #open: Open[] = [];
  #offset = 0;

  constructor(source: string) {
    this.#source = source;
  }

  run(): JsonTextError | null {
    let error = this.#value();
    while (error === null) {
      const open = this.#open.at(-1);
      if (open === undefined) break;
      error = this.#afterMember(open);
    }
    if (error !== null) return error;
    this.#take(space);
    if (this.#offset === this.#source.length) return null;
    return this.#fail("nothing should follow the value");
  }

  /** A value; objects and arrays are opened and their first member read. */
  #value(): JsonTextError | null {
    for (;;) {
      this.#take(space);
      const next = this.#source[this.#offset];
      if (next !== "{" && next !== "[") {
        return this.#takeText() || this.#take(scalar) ? null : this.#fail(this.#valueHint());
      }
      const open: Open = { closer: next === "{" ? "}" : "]" };
      this.#offset += 1;
      this.#take(space);
      if (this.#source[this.#offset] === open.closer) {
        this.#offset += 1;
        return null;
      }
      this.#open.push(open);
      const error = open.closer === "}" ? this.#key() : null;
      if (error !== null) return error;
    }
  }

  #key(): JsonTextError | null {
    this.#take(space);
    if (!this.#takeText()) {
      const trailing =
        this.#source[this.#offset] === "}" ? " (a comma may not stand before it)" : "";
      return this.#fail(`a member's name in double quotes should stand here${trailing}`);
    }
    this.#take(space);
    if (this.#source[this.#offset] !== ":") return this.#fail('a ":" should follow the name');
    this.#offset += 1;
    return null;
  }

  #afterMember(open: Open): JsonTextError | null {
    this.#take(space);
    const next = this.#source[this.#offset];
    if (next === open.closer) {
      this.#offset += 1;
      this.#open.pop();
      return null;
    }
    if (next !== ",") return this.#fail(`a comma or "${open.closer}" should follow`);
    this.#offset += 1;
    const error = open.closer === "}" ? this.#key() : null;
    return error ?? this.#value();
  }

  #valueHint(): string {
    const next = this.#source[this.#offset];
    if (next === "'") return "text goes in double quotes";
    if (next === '"') return "the text is not closed, or holds a line break or an unknown escape";
    if (next === "/") return "JSON knows no comments";
    if (next === "]" || next === "}")
      return "a value should stand here (a comma may not stand before it)";
    return "a value should stand here";
  }

  #take(pattern: RegExp): boolean {
    pattern.lastIndex = this.#offset;
    if (!pattern.test(this.#source)) return false;
    this.#offset = pattern.lastIndex;
    return true;
  }

  #takeText(): boolean {
    const end = endOfText(this.#source, this.#offset);
    if (end === null) return false;
    this.#offset = end;
    return true;
  }

  #fail(expected: string): JsonTextError {
    const found = this.#source.codePointAt(this.#offset);
    const shown =
      found === undefined ? "the end of the file" : JSON.stringify(String.fromCodePoint(found));
    return { offset: this.#offset, message: `${expected}, found ${shown}` };
  }
}

/**
 * The first place where a text stops being JSON, `null` when it is JSON. Engines word and place
 * their own errors differently (or not at all for short texts), so this does not rely on them.
 */
export function findJsonError(source: string): JsonTextError | null {
  return new JsonWalk(source).run();
}
