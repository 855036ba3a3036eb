import { parse } from "velocityjs";
import { isObject } from "../../../core/json.ts";
import { TemplateFault } from "./template-fault.ts";

/** A step along a reference: `.name`, `[index]` or `.method(…)`. */
export type PathStep =
  | { readonly kind: "property"; readonly name: string }
  | { readonly kind: "index"; readonly at: Expression }
  | { readonly kind: "method"; readonly name: string; readonly args: readonly Expression[] };

/** `$name` with what follows it. */
export interface Reference {
  readonly kind: "reference";
  readonly name: string;
  readonly path: readonly PathStep[];
}

/** What has a value. */
export type Expression =
  | Reference
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  /** A text in double quotes, which is a template of its own. */
  | { readonly kind: "text"; readonly nodes: readonly TemplateNode[] }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "range"; readonly from: Expression; readonly to: Expression }
  | { readonly kind: "map"; readonly members: readonly (readonly [string, Expression])[] }
  | {
      readonly kind: "operation";
      readonly operator: string;
      readonly operands: readonly Expression[];
    };

/** One branch of `#if`; `condition` is `null` for `#else`. */
export interface Branch {
  readonly condition: Expression | null;
  readonly nodes: readonly TemplateNode[];
}

/** A part of a template. */
export type TemplateNode =
  | { readonly kind: "print"; readonly text: string }
  | { readonly kind: "value"; readonly reference: Reference }
  | { readonly kind: "set"; readonly target: Reference; readonly value: Expression }
  | { readonly kind: "if"; readonly branches: readonly Branch[] }
  | {
      readonly kind: "foreach";
      readonly name: string;
      readonly over: Expression;
      readonly nodes: readonly TemplateNode[];
    }
  | { readonly kind: "break" };

/** Texts within texts: deeper is no template anybody wrote. */
const deepest = 40;

/**
 * Reads a mapping template (Velocity Template Language). The grammar is that of `velocityjs`; what it makes
 * is turned into nodes of our own, since its renderer calls methods of JavaScript's objects.
 * Throws `TemplateFault`.
 */
export function parseTemplate(text: string, depth = 0): readonly TemplateNode[] {
  if (depth > deepest) throw new TemplateFault("broken", "texts are nested too deeply");
  return readNodes(parseText(text), depth);
}

/** A `#` that begins no directive is text; the grammar takes it badly right before a `$`. */
function parseText(text: string): unknown {
  // The grammar takes it for text.
  if (/#stop\b/u.test(text)) throw unreadable("#stop");
  const braced = text.replaceAll(/#\{(if|elseif|foreach|set)\}(?=\s*\()/gu, "#$1");
  const readable = braced.replaceAll(/#(?=\$)/gu, "#[[#]]#");
  try {
    return parseEither(readable);
  } catch (error) {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new TemplateFault("broken", `the template cannot be read: ${reason.replace(/:$/u, "")}`);
  }
}

/** Holds a brace apart from the reference before it: a character for private use. */
const gap = "\uE000";

/** The grammar fails on a brace right behind a reference, which is text: `$input.json('$'){`. */
function parseEither(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    // Texts in quotes stay as they are.
    const parted = text.replaceAll(/'[^'\n]*'|(?<=[\w)\]])\{/gu, (found) =>
      found === "{" ? `${gap}{` : found,
    );
    if (parted === text) throw error;
    return parse(parted);
  }
}

function unreadable(what: unknown): TemplateFault {
  return new TemplateFault("unemulated", `the template uses ${String(what)}`);
}

type Block = Extract<TemplateNode, { kind: "if" | "foreach" }>;

function readNodes(list: unknown, depth: number): readonly TemplateNode[] {
  if (!Array.isArray(list)) throw unreadable("something that is no list of parts");
  return list.flatMap((item: unknown) => readNode(item, depth));
}

function readNode(item: unknown, depth: number): readonly TemplateNode[] {
  if (typeof item === "string") {
    return item === "" ? [] : [{ kind: "print", text: item.replaceAll(gap, "") }];
  }
  if (Array.isArray(item)) return [readBlock(item, depth)];
  if (!isObject(item)) throw unreadable("a part of no kind");
  switch (item["type"]) {
    case "references":
      return [{ kind: "value", reference: readReference(item, depth) }];
    case "set":
      return [readSet(item["equal"], depth)];
    case "raw":
      return [{ kind: "print", text: String(item["value"]) }];
    case "comment":
      return [];
    case "break":
      return [{ kind: "break" }];
    case "macro_call":
      throw unreadable(`#${String(item["id"])}`);
    default:
      throw unreadable(`#${String(item["type"])}`);
  }
}

function readSet(equal: unknown, depth: number): TemplateNode {
  const sides: readonly unknown[] = Array.isArray(equal) ? equal : [];
  const [target, value] = sides;
  if (!isObject(target) || target["type"] !== "references") throw unreadable("#set of no variable");
  return { kind: "set", target: readReference(target, depth), value: readExpression(value, depth) };
}

function readBlock(block: readonly unknown[], depth: number): Block {
  const [head, ...rest] = block;
  if (!isObject(head)) throw unreadable("a block of no kind");
  if (head["type"] === "foreach") {
    return {
      kind: "foreach",
      name: String(head["to"]),
      over: readExpression(head["from"], depth),
      nodes: readNodes(rest, depth),
    };
  }
  if (head["type"] !== "if") throw unreadable(`#${String(head["type"])}`);
  const parts: { readonly condition: Expression | null; readonly items: unknown[] }[] = [
    { condition: readExpression(head["condition"], depth), items: [] },
  ];
  for (const item of rest) {
    const type = isObject(item) && !Array.isArray(item) ? item["type"] : null;
    if (type === "elseif" && isObject(item)) {
      parts.push({ condition: readExpression(item["condition"], depth), items: [] });
    } else if (type === "else") parts.push({ condition: null, items: [] });
    else parts.at(-1)?.items.push(item);
  }
  const branches = parts.map(({ condition, items }) => ({
    condition,
    nodes: readNodes(items, depth),
  }));
  return { kind: "if", branches };
}

function readReference(item: { readonly [key: string]: unknown }, depth: number): Reference {
  const path: readonly unknown[] = Array.isArray(item["path"]) ? item["path"] : [];
  return {
    kind: "reference",
    name: String(item["id"]),
    path: path.map((step) => readStep(step, depth)),
  };
}

function readStep(step: unknown, depth: number): PathStep {
  if (!isObject(step)) throw unreadable("a path of no kind");
  if (step["type"] === "index") return { kind: "index", at: readExpression(step["id"], depth) };
  const name = String(step["id"]);
  if (step["type"] === "property") return { kind: "property", name };
  const args: readonly unknown[] = Array.isArray(step["args"]) ? step["args"] : [];
  return { kind: "method", name, args: args.map((each) => readExpression(each, depth)) };
}

function readExpression(item: unknown, depth: number): Expression {
  if (typeof item === "number") return { kind: "literal", value: item };
  if (typeof item === "string") return { kind: "literal", value: numberOr(item) };
  if (!isObject(item)) throw unreadable("an expression of no kind");
  switch (item["type"]) {
    case "references":
      return readReference(item, depth);
    case "string": {
      const value = String(item["value"]);
      return item["isEval"] === true && /[$#\\]/u.test(value)
        ? { kind: "text", nodes: parseTemplate(value, depth + 1) }
        : { kind: "literal", value };
    }
    case "integer":
    case "decimal":
      return { kind: "literal", value: Number(item["value"]) };
    case "bool":
      return { kind: "literal", value: booleanOf(item["value"]) };
    case "array":
      return readList(item, depth);
    case "map":
      return { kind: "map", members: readMembers(item["value"], depth) };
    case "math":
      return readOperation(item, depth);
    default:
      throw unreadable(`an expression of the kind ${String(item["type"])}`);
  }
}

function readMembers(value: unknown, depth: number): readonly (readonly [string, Expression])[] {
  if (!isObject(value)) return [];
  return Object.entries(value).map(([key, member]) => [key, readExpression(member, depth)]);
}

function readList(item: { readonly [key: string]: unknown }, depth: number): Expression {
  const values: readonly unknown[] = Array.isArray(item["value"]) ? item["value"] : [];
  const items = values.map((each) => readExpression(each, depth));
  const [from, to] = items;
  if (item["isRange"] === true && from !== undefined && to !== undefined) {
    return { kind: "range", from, to };
  }
  return { kind: "list", items };
}

function readOperation(item: { readonly [key: string]: unknown }, depth: number): Expression {
  const operator = typeof item["operator"] === "string" ? item["operator"] : "parenthesis";
  const operands: readonly unknown[] = Array.isArray(item["expression"]) ? item["expression"] : [];
  const read = operands.map((each) => readExpression(each, depth));
  const [only] = read;
  if (operator === "parenthesis" && only !== undefined) return only;
  return { kind: "operation", operator, operands: read };
}

function numberOr(text: string): string | number {
  return /^-?\d+$/u.test(text) ? Number(text) : text;
}

function booleanOf(value: unknown): boolean | null {
  return value === "null" ? null : value === "true" || value === true;
}
