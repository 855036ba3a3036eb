import { readExpression, readReference } from "./parse-expression.ts";
import { TemplateCursor } from "./template-cursor.ts";
import { TemplateFault } from "./template-fault.ts";
import type { Branch, Expression, Reference, TemplateNode } from "./template-nodes.ts";

/** Texts within texts: deeper is no template anybody wrote. */
const deepest = 40;

/** Directives that end or divide a block. */
type Mark = "elseif" | "else" | "end";

const directive =
  /#(?:\{(set|if|elseif|else|end|foreach|break|stop|define|macro|include|parse|evaluate|literal)\}|(set|if|elseif|else|end|foreach|break|stop|define|macro|include|parse|evaluate|literal)(?![A-Za-z0-9_]))/uy;

/** The rest of a line that has nothing but a directive before it goes with the directive. */
const restOfLine = /[ \t]*(?:\r\n|\n|\r)/uy;

const comment = /##[^\r\n]*(?:\r\n|\n|\r)?|#\*[\s\S]*?(?:\*#|$)/uy;

/**
 * Reads a mapping template as Velocity 1.7 does, its rules of white space and of escapes with it; directives
 * of macros and of other templates are not known. Throws `TemplateFault`.
 *
 * @see https://velocity.apache.org/engine/1.7/vtl-reference.html
 */
export function parseTemplate(text: string, depth = 0): readonly TemplateNode[] {
  if (depth > deepest) throw new TemplateFault("broken", "texts are nested too deeply");
  const reader = new TemplateReader(text, depth);
  const { nodes, mark } = reader.readNodes();
  if (mark !== null) throw reader.cursor.fail(`#${mark} without a beginning`);
  return nodes;
}

class TemplateReader {
  readonly cursor: TemplateCursor;
  readonly #depth: number;

  constructor(text: string, depth: number) {
    this.cursor = new TemplateCursor(text);
    this.#depth = depth;
  }

  /** Reads to the end, or to a directive that ends or divides the block. */
  readNodes(): { readonly nodes: readonly TemplateNode[]; readonly mark: Mark | null } {
    const { cursor } = this;
    const nodes: TemplateNode[] = [];
    let text = "";
    const flush = (): void => {
      if (text !== "") nodes.push({ kind: "print", text });
      text = "";
    };
    while (!cursor.isAtEnd) {
      // Nothing of what comes to the next of these can mean anything.
      text += cursor.match(/[^$#\\]+/uy)?.[0] ?? "";
      if (cursor.isAtEnd) break;
      const slashes = cursor.match(/\\+/uy)?.[0] ?? "";
      if (cursor.sees("$")) {
        const node = this.#readValue(slashes);
        if (typeof node === "string") text += node;
        else {
          flush();
          nodes.push(node);
        }
        continue;
      }
      const name = this.#readDirective(slashes);
      if (name === null) {
        text += `${slashes}${this.#readPlain()}`;
        continue;
      }
      // Two backslashes are one; a single one takes the directive for text.
      text += "\\".repeat(Math.floor(slashes.length / 2));
      if (slashes.length % 2 === 1) {
        text += name.source;
        continue;
      }
      // White space alone before it goes with it; behind other text it is a part of that.
      if (name.word === "set" && /^[ \t]+$/u.test(text)) text = "";
      flush();
      if (name.word === "elseif" || name.word === "else" || name.word === "end")
        return { nodes, mark: name.word };
      nodes.push(cursor.nested(() => this.#readNode(name.word)));
    }
    flush();
    return { nodes, mark: null };
  }

  readonly #readText = (text: string): readonly TemplateNode[] =>
    parseTemplate(text, this.#depth + 1);

  #expression(): Expression {
    return readExpression(this.cursor, this.#readText);
  }

  #readValue(slashes: string): TemplateNode | string {
    const { cursor } = this;
    const start = cursor.at;
    const reference = readReference(cursor, this.#readText);
    if (reference === null) {
      cursor.at += 1;
      return `${slashes}$`;
    }
    const source = cursor.text.slice(start, cursor.at);
    return { kind: "value", reference, escapes: slashes.length, source };
  }

  #readDirective(slashes: string): { readonly word: string; readonly source: string } | null {
    const { cursor } = this;
    if (!cursor.sees("#")) return null;
    const found = cursor.match(directive);
    const word = found?.[1] ?? found?.[2];
    if (found !== null && word !== undefined) return { word, source: found[0] };
    const macro = /#@?\{?([A-Za-z_][\w-]*)\}?\(/uy;
    macro.lastIndex = cursor.at;
    const called = slashes === "" ? macro.exec(cursor.text)?.[1] : undefined;
    if (called !== undefined)
      throw new TemplateFault("unemulated", `the template uses the macro #${called}`);
    return null;
  }

  /** Comments, text that nothing is read of, and a `#` that begins no directive. */
  #readPlain(): string {
    const { cursor } = this;
    const raw = cursor.match(/#\[\[([\s\S]*?)\]\]#/uy);
    if (raw !== null) return raw[1] ?? "";
    if (cursor.match(comment) !== null) return "";
    if (cursor.sees("#[[")) throw cursor.fail("a part without an end");
    return cursor.take("#") ? "#" : "";
  }

  #readNode(word: string): TemplateNode {
    switch (word) {
      case "set":
        return this.#readSet();
      case "if":
        return this.#readIf();
      case "foreach":
        return this.#readForeach();
      case "break":
        return { kind: "break" };
      default:
        throw new TemplateFault("unemulated", `the template uses #${word}`);
    }
  }

  #readSet(): TemplateNode {
    const { cursor } = this;
    this.#open();
    const target = this.#variable();
    cursor.skipSpace();
    cursor.expect("=");
    const value = this.#expression();
    this.#close();
    return { kind: "set", target, value };
  }

  #readForeach(): TemplateNode {
    const { cursor } = this;
    this.#open();
    const item = this.#variable();
    cursor.skipSpace();
    if (cursor.match(/in(?![\w-])/uy) === null) throw cursor.fail('"in" is missing');
    const over = this.#expression();
    this.#close();
    const { nodes, mark } = this.readNodes();
    if (mark !== "end")
      throw cursor.fail(mark === null ? "a #foreach without #end" : `#${mark} in a #foreach`);
    cursor.match(restOfLine);
    return { kind: "foreach", name: item.name, over, nodes };
  }

  #readIf(): TemplateNode {
    const { cursor } = this;
    const branches: Branch[] = [];
    let next: Mark | "if" | null = "if";
    while (next !== "end") {
      if (next === null) throw cursor.fail("an #if without #end");
      const isElse = next === "else";
      if (branches.at(-1)?.condition === null) throw cursor.fail(`#${next} after #else`);
      if (isElse) cursor.match(restOfLine);
      else this.#open();
      const condition = isElse ? null : this.#expression();
      if (!isElse) this.#close();
      const { nodes, mark } = this.readNodes();
      branches.push({ condition, nodes });
      next = mark;
    }
    cursor.match(restOfLine);
    return { kind: "if", branches };
  }

  #open(): void {
    this.cursor.match(/[ \t]*/uy);
    this.cursor.expect("(");
    this.cursor.skipSpace();
  }

  #close(): void {
    this.cursor.skipSpace();
    this.cursor.expect(")");
    this.cursor.match(restOfLine);
  }

  #variable(): Reference {
    const reference = this.cursor.sees("$") ? readReference(this.cursor, this.#readText) : null;
    if (reference === null) throw this.cursor.fail("a variable is missing");
    return reference;
  }
}
