import { callMethod } from "./call-method.ts";
import type { Expression, PathStep, Reference, TemplateNode } from "./template-nodes.ts";
import { TemplateFault } from "./template-fault.ts";
import {
  areEqual,
  isTemplateObject,
  isTruthy,
  printValue,
  type TemplateValue,
} from "./template-value.ts";
import { limitText, TemplateWork } from "./template-work.ts";

/** API Gateway's limit on iterations of a `#foreach` (developer guide, "Mapping template reference"). */
const mostIterations = 1000;
/** Items of a range. */
const longestRange = 1_000_000;

/** Ends the innermost loop. */
class Break extends Error {}

/** Runs a template over its variables. */
export class TemplateRun {
  readonly #variables: Map<string, TemplateValue>;
  readonly #work = new TemplateWork();

  constructor(variables: ReadonlyMap<string, TemplateValue>) {
    this.#variables = new Map(variables);
  }

  /** The text the nodes write. Throws `TemplateFault`. */
  write(nodes: readonly TemplateNode[]): string {
    let text = "";
    try {
      this.#writeAll(nodes, (part) => {
        text += part;
        limitText(text.length);
      });
    } catch (error) {
      // Outside of a loop it ends the template.
      if (!(error instanceof Break)) throw error;
    }
    return this.#work.spendResult(text);
  }

  #writeAll(nodes: readonly TemplateNode[], out: (part: string) => void): void {
    for (const node of nodes) this.#writeOne(node, out);
  }

  #writeOne(node: TemplateNode, out: (part: string) => void): void {
    this.#work.spend();
    switch (node.kind) {
      case "print":
        out(node.text);
        return;
      case "value":
        out(this.#work.spendResult(this.#printReference(node)));
        return;
      case "set":
        this.#assign(node.target, this.#evaluate(node.value));
        return;
      case "if": {
        const taken = node.branches.find(
          ({ condition }) => condition === null || this.#holds(condition),
        );
        if (taken !== undefined) this.#writeAll(taken.nodes, out);
        return;
      }
      case "foreach":
        this.#loop(node, out);
        return;
      case "break":
        throw new Break();
    }
  }

  #printReference(node: Extract<TemplateNode, { kind: "value" }>): string {
    const { escapes, source } = node;
    const value = this.#read(node.reference);
    // Of a variable that is not set, every backslash stays.
    const kept = "\\".repeat(value === null ? escapes : Math.floor(escapes / 2));
    return kept + (escapes % 2 === 1 ? source : printValue(value));
  }

  #loop(node: Extract<TemplateNode, { kind: "foreach" }>, out: (part: string) => void): void {
    const over = this.#evaluate(node.over);
    const size = sizeOf(over);
    if (size > mostIterations)
      throw new TemplateFault("broken", `#foreach goes over ${size} items, more than 1,000`);
    const items = itemsOf(over);
    const kept = new Map(
      [node.name, "foreach", "velocityCount", "velocityHasNext"].map(
        (name) => [name, this.#variables.get(name)] as const,
      ),
    );
    try {
      for (const [index, item] of items.entries()) {
        const hasNext = index < items.length - 1;
        this.#variables.set(node.name, item);
        this.#variables.set("foreach", loopState(index, items.length, kept.get("foreach") ?? null));
        this.#variables.set("velocityCount", index + 1);
        this.#variables.set("velocityHasNext", hasNext);
        this.#writeAll(node.nodes, out);
      }
    } catch (error) {
      if (!(error instanceof Break)) throw error;
    }
    for (const [name, value] of kept) {
      if (value === undefined) this.#variables.delete(name);
      else this.#variables.set(name, value);
    }
  }

  #evaluate(expression: Expression): TemplateValue {
    this.#work.spend();
    switch (expression.kind) {
      case "literal":
        return expression.value;
      case "reference":
        return this.#read(expression);
      case "text":
        return this.write(expression.nodes);
      case "list":
        return expression.items.map((item) => this.#evaluate(item));
      case "map":
        return new Map(
          expression.members.map(
            ([key, member]) => [printValue(this.#evaluate(key)), this.#evaluate(member)] as const,
          ),
        );
      case "range":
        return this.#work.spendResult(
          rangeOf(this.#evaluate(expression.from), this.#evaluate(expression.to)),
        );
      case "operation":
        return this.#operate(expression.operator, expression.operands);
    }
  }

  /** What a condition makes of an expression: texts, numbers and lists that are written out are false. */
  #holds(expression: Expression): boolean {
    const value = this.#evaluate(expression);
    return expression.kind === "reference" ? isTruthy(value) : value === true;
  }

  #operate(operator: string, operands: readonly Expression[]): TemplateValue {
    const [first, second] = operands;
    if (first === undefined)
      throw new TemplateFault("broken", `${operator} has nothing to work on`);
    if (operator === "not") return !this.#holds(first);
    if (second === undefined)
      throw new TemplateFault("broken", `${operator} has nothing to work on`);
    if (operator === "&&") return this.#holds(first) && this.#holds(second);
    if (operator === "||") return this.#holds(first) || this.#holds(second);
    const left = this.#evaluate(first);
    const right = this.#evaluate(second);
    if (operator === "==" || operator === "!=") {
      this.#work.spendValue(left);
      this.#work.spendValue(right);
      return areEqual(left, right) === (operator === "==");
    }
    return this.#work.spendResult(calculate(operator, left, right));
  }

  #read({ name, path }: Reference): TemplateValue {
    let value = this.#variables.get(name) ?? null;
    for (const step of path) value = this.#follow(value, step);
    return value;
  }

  #follow(value: TemplateValue, step: PathStep): TemplateValue {
    if (step.kind === "method") {
      return callMethod(
        value,
        step.name,
        step.args.map((each) => this.#evaluate(each)),
        this.#work,
      );
    }
    const key = step.kind === "property" ? step.name : this.#evaluate(step.at);
    return memberOf(value, key);
  }

  #assign({ name, path }: Reference, value: TemplateValue): void {
    // What has no value leaves a variable as it was (`directive.set.null.allowed` is false).
    if (value === null) return;
    const last = path.at(-1);
    if (last === undefined) {
      this.#variables.set(name, value);
      return;
    }
    const owner = this.#read({ kind: "reference", name, path: path.slice(0, -1) });
    if (last.kind === "method") throw new TemplateFault("broken", "#set cannot set a method");
    const key = last.kind === "property" ? last.name : this.#evaluate(last.at);
    if (owner instanceof Map) owner.set(printValue(key), value);
    else if (Array.isArray(owner)) callMethod(owner, "set", [key, value], this.#work);
  }
}

function loopState(index: number, size: number, parent: TemplateValue): TemplateValue {
  const state = new Map<string, TemplateValue>([
    ["index", index],
    ["count", index + 1],
    ["first", index === 0],
    ["last", index === size - 1],
    ["hasNext", index < size - 1],
    ["parent", parent],
  ]);
  return state.set("topmost", parent instanceof Map ? (parent.get("topmost") ?? state) : state);
}

function sizeOf(value: TemplateValue): number {
  if (Array.isArray(value)) return value.length;
  return value instanceof Map ? value.size : 0;
}

function itemsOf(value: TemplateValue): readonly TemplateValue[] {
  if (Array.isArray(value)) return [...value];
  return value instanceof Map ? [...value.values()] : [];
}

function memberOf(value: TemplateValue, key: TemplateValue): TemplateValue {
  if (value instanceof Map) return value.get(printValue(key)) ?? null;
  if (Array.isArray(value)) {
    if (typeof key !== "number") return null;
    // From the end for a negative one; what lies outside Java answers with an exception.
    if (key >= value.length || key < -value.length)
      throw new TemplateFault("broken", `a list of ${value.length} has no place ${key}`);
    return value.at(key) ?? null;
  }
  if (value !== null && isTemplateObject(value)) return value.property(printValue(key));
  return null;
}

function rangeOf(from: TemplateValue, to: TemplateValue): TemplateValue[] {
  const [first, last] = [Number(from), Number(to)];
  const length = Math.abs(last - first) + 1;
  if (!(length <= longestRange)) throw new TemplateFault("broken", "a range is too large");
  const step = last < first ? -1 : 1;
  const items: number[] = [];
  for (let index = 0; index < length; index += 1) items.push(first + index * step);
  return items;
}

function calculate(operator: string, left: TemplateValue, right: TemplateValue): TemplateValue {
  const numeric = typeof left === "number" && typeof right === "number";
  if (operator === "+" && !numeric) {
    return left === null || right === null ? null : printValue(left) + printValue(right);
  }
  const [a, b] = numeric ? [left, right] : [toNumber(left), toNumber(right)];
  if (a === null || b === null) return isComparison(operator) ? false : null;
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return divide(a, b);
    case "%":
      return b === 0 ? null : a % b;
    case "<":
      return a < b;
    case ">":
      return a > b;
    case "<=":
      return a <= b;
    case ">=":
      return a >= b;
    default:
      throw new TemplateFault("unemulated", `the template uses the operator ${operator}`);
  }
}

/** Whole numbers divide as Java's do: without a remainder. By zero there is no result. */
function divide(a: number, b: number): number | null {
  if (b === 0) return null;
  return Number.isInteger(a) && Number.isInteger(b) ? Math.trunc(a / b) : a / b;
}

function toNumber(value: TemplateValue): number | null {
  return typeof value === "number" ? value : null;
}

function isComparison(operator: string): boolean {
  return ["<", ">", "<=", ">="].includes(operator);
}
