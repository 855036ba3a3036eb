import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { FieldNode, FieldTree } from "./field-tree.ts";
import { canonicalNumber } from "./pattern/canonical-number.ts";
import type { Leaf } from "./pattern/element.ts";
import { JsonTokens, type JsonToken } from "./pattern/json-tokens.ts";
import { PatternRejection } from "./pattern/pattern-rejection.ts";

/** The values of an event by the number of their field; fields that are not there are absent. */
export type EventLeaves = readonly (readonly Leaf[] | undefined)[];

const nowhere: readonly number[] = [];
/** Levels of nesting an event may have, as in PutEvents. */
const deepest = 1000;

/** Collects values by field; numbers the arrays it passes. */
class Collector {
  readonly #leaves: Leaf[][] = [];
  #arrays = 0;

  get leaves(): EventLeaves {
    return this.#leaves;
  }

  newArray(): number {
    this.#arrays += 1;
    return this.#arrays;
  }

  add(field: number, leaf: Leaf): void {
    const known = this.#leaves[field];
    if (known === undefined) this.#leaves[field] = [leaf];
    else known.push(leaf);
  }
}

function leafOf(value: string | number | boolean | null, membership: readonly number[]): Leaf {
  if (typeof value === "string") return { kind: "string", text: value, number: null, membership };
  if (typeof value === "number") {
    return { kind: "number", text: String(value), number: value === 0 ? 0 : value, membership };
  }
  const kind = value === null ? "null" : value ? "true" : "false";
  return { kind, text: kind, number: null, membership };
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Walks a parsed value; `depth` guards the stack. */
class ParsedWalk extends Collector {
  object(value: JsonObject, node: FieldNode, membership: readonly number[], depth: number): void {
    if (depth > deepest) throw new PatternRejection("The event nests too deep.", 0);
    for (const key in value) {
      const next = node.step(key);
      const member = value[key];
      if (next !== null && member !== undefined) this.value(member, next, membership, depth);
    }
  }

  value(value: JsonValue, node: FieldNode, membership: readonly number[], depth: number): void {
    if (typeof value !== "object" || value === null) {
      if (node.field !== -1) this.add(node.field, leafOf(value, membership));
    } else if (isArray(value)) this.array(value, node, membership, depth + 1);
    else if (node.children.size > 0) this.object(value, node, membership, depth + 1);
  }

  array(
    values: readonly JsonValue[],
    node: FieldNode,
    membership: readonly number[],
    depth: number,
  ): void {
    if (depth > deepest) throw new PatternRejection("The event nests too deep.", 0);
    const array = this.newArray();
    for (const [index, value] of values.entries()) {
      const isScalar = typeof value !== "object" || value === null;
      this.value(value, node, isScalar ? membership : [...membership, array, index], depth);
    }
  }
}

/** Walks JSON text, which keeps numbers as they are written and keys that are there twice. */
class TextWalk extends Collector {
  readonly #tokens: JsonTokens;

  constructor(source: string) {
    super();
    this.#tokens = new JsonTokens(source);
  }

  run(tree: FieldTree): EventLeaves {
    if (this.#tokens.next().kind !== "{") this.#tokens.reject("Event must be a JSON object");
    this.#object(tree.root, nowhere);
    return this.leaves;
  }

  #object(node: FieldNode | null, membership: readonly number[]): void {
    for (let name = this.#tokens.next(); name.kind !== "}"; name = this.#tokens.next()) {
      this.#value(this.#tokens.next(), node === null ? null : node.step(name.text), membership);
    }
  }

  #value(token: JsonToken, node: FieldNode | null, membership: readonly number[]): void {
    if (token.kind === "{") this.#object(node, membership);
    else if (token.kind === "[") this.#array(node, membership);
    else if (node !== null && node.field !== -1)
      this.add(node.field, leafOfToken(token, membership));
  }

  #array(node: FieldNode | null, membership: readonly number[]): void {
    const array = this.newArray();
    let index = 0;
    for (let token = this.#tokens.next(); token.kind !== "]"; token = this.#tokens.next()) {
      const isScalar = token.kind !== "{" && token.kind !== "[";
      const inside = isScalar || node === null ? membership : [...membership, array, index];
      this.#value(token, node, inside);
      index += 1;
    }
  }
}

function leafOfToken(token: JsonToken, membership: readonly number[]): Leaf {
  const { kind, text } = token;
  if (kind === "number") return { kind, text, number: canonicalNumber(text), membership };
  if (kind === "true" || kind === "false" || kind === "null") {
    return { kind, text, number: null, membership };
  }
  return { kind: "string", text, number: null, membership };
}

/** Values of the fields in an event that has been parsed. Throws `PatternRejection` past 1,000 levels. */
export function leavesOfEvent(event: JsonObject, tree: FieldTree): EventLeaves {
  const walk = new ParsedWalk();
  walk.object(event, tree.root, nowhere, 1);
  return walk.leaves;
}

/** Values of the fields in the text of an event. Throws `PatternRejection` for text that is none. */
export function leavesOfText(source: string, tree: FieldTree): EventLeaves {
  return new TextWalk(source).run(tree);
}
