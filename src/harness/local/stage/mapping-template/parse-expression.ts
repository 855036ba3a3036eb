import type { TemplateCursor } from "./template-cursor.ts";
import { TemplateFault } from "./template-fault.ts";
import type { Expression, PathStep, Reference, TemplateNode } from "./template-nodes.ts";

/** Reads a text in double quotes as a template of its own. */
export type ReadText = (text: string) => readonly TemplateNode[];

/** Operators by how tightly they bind, loosest first; words stand for some of them. */
const levels: readonly RegExp[] = [
  /\|\||or(?![\w-])/uy,
  /&&|and(?![\w-])/uy,
  /==|!=|(?:eq|ne)(?![\w-])/uy,
  /<=|>=|<|>|(?:le|ge|lt|gt)(?![\w-])/uy,
  /[+-]/uy,
  /[*/%]/uy,
];

const words: Readonly<Record<string, string>> = {
  or: "||",
  and: "&&",
  eq: "==",
  ne: "!=",
  le: "<=",
  ge: ">=",
  lt: "<",
  gt: ">",
};

const name = /[A-Za-z_][\w-]*/uy;

/**
 * Reads the reference that begins at `$`; `null` where a `$` is text. Leaves the cursor where it was then.
 * Throws `TemplateFault`.
 */
export function readReference(cursor: TemplateCursor, readText: ReadText): Reference | null {
  const start = cursor.at;
  cursor.match(/\$!?/uy);
  const isFormal = cursor.take("{");
  const found = cursor.match(name);
  if (found === null) {
    cursor.at = start;
    return null;
  }
  const path: PathStep[] = [];
  for (;;) {
    const step = readStep(cursor, readText);
    if (step === null) break;
    path.push(step);
  }
  if (isFormal) cursor.expect("}");
  return { kind: "reference", name: found[0], path };
}

function readStep(cursor: TemplateCursor, readText: ReadText): PathStep | null {
  if (cursor.take("[")) {
    const at = readExpression(cursor, readText);
    cursor.skipSpace();
    cursor.expect("]");
    return { kind: "index", at };
  }
  const member = cursor.match(/\.([A-Za-z_][\w-]*)/uy)?.[1];
  if (member === undefined) return null;
  if (!cursor.take("(")) return { kind: "property", name: member };
  return { kind: "method", name: member, args: readItems(cursor, readText, ")") };
}

/** Expressions with commas between them, to the closing bracket. */
function readItems(cursor: TemplateCursor, readText: ReadText, end: string): Expression[] {
  const items: Expression[] = [];
  cursor.skipSpace();
  if (cursor.take(end)) return items;
  for (;;) {
    items.push(readExpression(cursor, readText));
    cursor.skipSpace();
    if (cursor.take(end)) return items;
    cursor.expect(",");
  }
}

/** Reads an expression: of `#set`, of a condition, of an argument. Throws `TemplateFault`. */
export function readExpression(cursor: TemplateCursor, readText: ReadText, level = 0): Expression {
  const operators = levels[level];
  if (operators === undefined) return cursor.nested(() => readUnary(cursor, readText));
  let left = readExpression(cursor, readText, level + 1);
  for (;;) {
    cursor.skipSpace();
    const found = cursor.match(operators)?.[0];
    if (found === undefined) return left;
    if (found === "-" && cursor.match(/\d/uy) !== null)
      throw cursor.fail("a number with a sign stands where an operator has to (write $a - 1)");
    const right = readExpression(cursor, readText, level + 1);
    left = { kind: "operation", operator: words[found] ?? found, operands: [left, right] };
  }
}

function readUnary(cursor: TemplateCursor, readText: ReadText): Expression {
  cursor.skipSpace();
  if (cursor.match(/!(?!=)|not(?![\w-])/uy) === null) return readPrimary(cursor, readText);
  return {
    kind: "operation",
    operator: "not",
    operands: [cursor.nested(() => readUnary(cursor, readText))],
  };
}

function readPrimary(cursor: TemplateCursor, readText: ReadText): Expression {
  if (cursor.sees("$")) {
    const reference = readReference(cursor, readText);
    if (reference === null) throw cursor.fail("a variable without a name");
    return reference;
  }
  const number = cursor.match(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/uy);
  if (number !== null) return { kind: "literal", value: Number(number[0]) };
  // Quotes within a text are doubled; a backslash is one like any other character.
  const plain = cursor.match(/'([^']*(?:''[^']*)*)'/uy)?.[1];
  if (plain !== undefined) return { kind: "literal", value: plain.replaceAll("''", "'") };
  const quoted = cursor
    .match(/"([^"]*(?:""[^"]*)*)"/uy)?.[1]
    ?.replaceAll('""', '"')
    .replaceAll(/\\u([0-9a-fA-F]{4})/gu, (_whole, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  if (quoted !== undefined)
    return /[$#\\]/u.test(quoted)
      ? { kind: "text", nodes: readText(quoted) }
      : { kind: "literal", value: quoted };
  const word = cursor.match(/(?:true|false|null)(?![\w-])/uy)?.[0];
  if (word === "null")
    throw new TemplateFault("unemulated", "the template uses null, which Velocity 1 does not read");
  if (word !== undefined) return { kind: "literal", value: word === "true" };
  if (cursor.take("(")) {
    const inner = readExpression(cursor, readText);
    cursor.skipSpace();
    cursor.expect(")");
    return inner;
  }
  if (cursor.take("[")) return readList(cursor, readText);
  if (cursor.take("{")) return readMap(cursor, readText);
  throw cursor.fail("a value is missing");
}

function readList(cursor: TemplateCursor, readText: ReadText): Expression {
  cursor.skipSpace();
  if (cursor.take("]")) return { kind: "list", items: [] };
  const first = readExpression(cursor, readText);
  cursor.skipSpace();
  if (cursor.take("..")) {
    const to = readExpression(cursor, readText);
    cursor.skipSpace();
    cursor.expect("]");
    return { kind: "range", from: first, to };
  }
  if (cursor.take("]")) return { kind: "list", items: [first] };
  cursor.expect(",");
  return { kind: "list", items: [first, ...readItems(cursor, readText, "]")] };
}

function readMap(cursor: TemplateCursor, readText: ReadText): Expression {
  const members: (readonly [Expression, Expression])[] = [];
  cursor.skipSpace();
  if (cursor.take("}")) return { kind: "map", members };
  for (;;) {
    const key = readExpression(cursor, readText);
    cursor.skipSpace();
    cursor.expect(":");
    members.push([key, readExpression(cursor, readText)]);
    cursor.skipSpace();
    if (cursor.take("}")) return { kind: "map", members };
    cursor.expect(",");
  }
}
