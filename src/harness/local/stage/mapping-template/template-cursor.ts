import { TemplateFault } from "./template-fault.ts";

/** Blocks, brackets and the like within each other: deeper is no template anybody wrote. */
const deepest = 250;

/** A place in a template that is being read. */
export class TemplateCursor {
  readonly text: string;
  at = 0;
  #depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Does the text go on like this? */
  sees(part: string): boolean {
    return this.text.startsWith(part, this.at);
  }

  /** Reads a part that has to stand here and now, `null` where it does not. `pattern` is sticky. */
  match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found !== null) this.at = pattern.lastIndex;
    return found;
  }

  /** Reads a part that may stand here. */
  take(part: string): boolean {
    if (!this.sees(part)) return false;
    this.at += part.length;
    return true;
  }

  /** Reads a part that has to stand here. */
  expect(part: string): void {
    if (!this.take(part)) throw this.fail(`"${part}" is missing`);
  }

  /** Spaces and line ends, which count for nothing between the parts of an expression. */
  skipSpace(): void {
    this.match(/\s*/uy);
  }

  /** Reads a part that may hold others of its kind. Throws `TemplateFault` for what is nested too deeply. */
  nested<Part>(read: () => Part): Part {
    this.#depth += 1;
    if (this.#depth > deepest) throw this.fail("its parts are nested too deeply");
    const part = read();
    this.#depth -= 1;
    return part;
  }

  /** A fault at this place, which API Gateway has too. */
  fail(what: string): TemplateFault {
    const line = this.text.slice(0, this.at).split("\n").length;
    return new TemplateFault("broken", `the template cannot be read: ${what} on line ${line}`);
  }
}
