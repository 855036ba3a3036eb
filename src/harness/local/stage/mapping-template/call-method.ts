import { boundPattern } from "../../../core/patterns/bounded-pattern.ts";
import { TemplateFault } from "./template-fault.ts";
import { areEqual, printValue, type TemplateValue } from "./template-value.ts";

type Method<Self> = (self: Self, args: readonly TemplateValue[]) => TemplateValue;

function textOf(value: TemplateValue | undefined): string {
  return value === undefined ? "" : printValue(value);
}

function numberOf(value: TemplateValue | undefined, otherwise: number): number {
  const number = Number(textOf(value));
  return value === undefined || Number.isNaN(number) ? otherwise : number;
}

/** What Java and JavaScript write alike; what has no verdict in time is refused. */
function toExpression(pattern: string, text: string, flags: string): RegExp {
  let expression: RegExp;
  try {
    expression = new RegExp(pattern, `${flags}u`);
  } catch {
    throw new TemplateFault("unemulated", `the pattern ${pattern} is not one of JavaScript's`);
  }
  if (boundPattern(new RegExp(pattern, "u")).matches(text) === null) {
    throw new TemplateFault("unemulated", `the pattern ${pattern} takes too long`);
  }
  return expression;
}

/** A replacement as Java reads it: `$1` is a group, a backslash takes the next character as it is. */
function replacer(replacement: string): (...match: readonly unknown[]) => string {
  return (...match) =>
    replacement.replaceAll(
      /\\(.)|\$(\d)/gsu,
      (_whole, plain: string | undefined, group: string) => {
        const found = match[Number(group)];
        return plain ?? (typeof found === "string" ? found : "");
      },
    );
}

/** Parts of a text as `String.split` of Java gives them: empty ones at the end are left out. */
function split(text: string, pattern: string): TemplateValue[] {
  const parts = text.split(toExpression(pattern, text, ""));
  while (parts.length > 1 && parts.at(-1) === "") parts.pop();
  return parts;
}

const textMethods: ReadonlyMap<string, Method<string>> = new Map<string, Method<string>>([
  ["charAt", (self, [at]) => partOf(self, numberOf(at, 0), numberOf(at, 0) + 1)],
  ["concat", (self, [other]) => self + textOf(other)],
  ["contains", (self, [other]) => self.includes(textOf(other))],
  ["endsWith", (self, [other]) => self.endsWith(textOf(other))],
  ["equals", (self, [other]) => typeof other === "string" && self === other],
  ["equalsIgnoreCase", (self, [other]) => self.toLowerCase() === textOf(other).toLowerCase()],
  ["compareTo", (self, [other]) => compareTexts(self, textOf(other))],
  ["indexOf", (self, [other, from]) => self.indexOf(textOf(other), numberOf(from, 0))],
  ["isBlank", (self) => self.trim() === ""],
  ["isEmpty", (self) => self === ""],
  ["lastIndexOf", (self, [other]) => self.lastIndexOf(textOf(other))],
  ["length", (self) => self.length],
  ["matches", (self, [pattern]) => toExpression(`^(?:${textOf(pattern)})$`, self, "").test(self)],
  ["replace", (self, [from, to]) => self.replaceAll(textOf(from), () => textOf(to))],
  [
    "replaceAll",
    (self, [from, to]) =>
      self.replaceAll(toExpression(textOf(from), self, "g"), replacer(textOf(to))),
  ],
  [
    "replaceFirst",
    (self, [from, to]) => self.replace(toExpression(textOf(from), self, ""), replacer(textOf(to))),
  ],
  ["split", (self, [pattern]) => split(self, textOf(pattern))],
  ["startsWith", (self, [other]) => self.startsWith(textOf(other))],
  ["strip", (self) => self.trim()],
  ["substring", (self, [from, to]) => partOf(self, numberOf(from, 0), numberOf(to, self.length))],
  ["toLowerCase", (self) => self.toLowerCase()],
  ["toString", (self) => self],
  ["toUpperCase", (self) => self.toUpperCase()],
  ["trim", (self) => self.trim()],
]);

/** A part of a text or a list; Java throws where there is none. */
function partOf<Whole extends string | TemplateValue[]>(
  whole: Whole,
  from: number,
  to: number,
): Whole | TemplateValue {
  if (from < 0 || to > whole.length || from > to)
    throw new TemplateFault(
      "broken",
      `nothing has ${whole.length} places and a part ${from} to ${to}`,
    );
  return whole.slice(from, to);
}

/** As `String.compareTo` of Java. */
function compareTexts(left: string, right: string): number {
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const difference = left.charCodeAt(at) - right.charCodeAt(at);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

const listMethods: ReadonlyMap<string, Method<TemplateValue[]>> = new Map<
  string,
  Method<TemplateValue[]>
>([
  ["add", (self, args) => addTo(self, args)],
  ["addAll", (self, [others]) => self.push(...listOf(others)) > 0],
  ["clear", (self) => empty(self)],
  ["contains", (self, [item = null]) => self.some((each) => areEqual(each, item))],
  [
    "containsAll",
    (self, [others]) => listOf(others).every((item) => self.some((each) => areEqual(each, item))),
  ],
  // The guide counts with it the items that `$input.path()` gives.
  ["count", (self) => self.length],
  ["equals", (self, [other = null]) => areEqual(self, other)],
  ["get", (self, [at]) => itemAt(self, numberOf(at, -1))],
  ["indexOf", (self, [item = null]) => self.findIndex((each) => areEqual(each, item))],
  ["isEmpty", (self) => self.length === 0],
  ["lastIndexOf", (self, [item = null]) => self.findLastIndex((each) => areEqual(each, item))],
  ["remove", (self, [what = null]) => removeFrom(self, what)],
  ["removeAll", (self, [others]) => removeAll(self, listOf(others))],
  ["set", (self, [at, item = null]) => setIn(self, numberOf(at, -1), item)],
  ["size", (self) => self.length],
  ["subList", (self, [from, to]) => partOf(self, numberOf(from, -1), numberOf(to, -1))],
  ["toString", (self) => printValue(self)],
]);

function listOf(value: TemplateValue | undefined): readonly TemplateValue[] {
  return Array.isArray(value) ? value : [];
}

/** What lies outside of a list Java answers with an exception, and API Gateway with 500. */
function itemAt(list: readonly TemplateValue[], at: number): TemplateValue {
  if (at < 0 || at >= list.length) throw new TemplateFault("broken", `a list has no place ${at}`);
  return list[at] ?? null;
}

function empty(list: TemplateValue[]): null {
  list.length = 0;
  return null;
}

/** By its place for a number, else by its value. */
function removeFrom(list: TemplateValue[], what: TemplateValue): TemplateValue {
  if (typeof what === "number") {
    const item = itemAt(list, what);
    list.splice(what, 1);
    return item;
  }
  const at = list.findIndex((each) => areEqual(each, what));
  if (at !== -1) list.splice(at, 1);
  return at !== -1;
}

function removeAll(list: TemplateValue[], others: readonly TemplateValue[]): boolean {
  const kept = list.filter((item) => !others.some((each) => areEqual(each, item)));
  const changed = kept.length < list.length;
  list.splice(0, list.length, ...kept);
  return changed;
}

function addTo(list: TemplateValue[], [first = null, second]: readonly TemplateValue[]): boolean {
  if (second === undefined) list.push(first);
  else list.splice(numberOf(first, list.length), 0, second);
  return true;
}

function setIn(list: TemplateValue[], at: number, item: TemplateValue): TemplateValue {
  const before = itemAt(list, at);
  list.splice(at, 1, item);
  return before;
}

const mapMethods: ReadonlyMap<string, Method<Map<string, TemplateValue>>> = new Map<
  string,
  Method<Map<string, TemplateValue>>
>([
  ["clear", (self) => emptyMap(self)],
  ["containsKey", (self, [key]) => self.has(textOf(key))],
  [
    "containsValue",
    (self, [value = null]) => [...self.values()].some((each) => areEqual(each, value)),
  ],
  ["entrySet", (self) => [...self].map(([key, value]) => entryOf(key, value))],
  ["equals", (self, [other = null]) => areEqual(self, other)],
  ["get", (self, [key]) => self.get(textOf(key)) ?? null],
  ["getOrDefault", (self, [key, value = null]) => self.get(textOf(key)) ?? value],
  ["isEmpty", (self) => self.size === 0],
  ["keySet", (self) => [...self.keys()]],
  ["put", (self, [key, value = null]) => put(self, textOf(key), value)],
  ["putIfAbsent", (self, [key, value = null]) => putIfAbsent(self, textOf(key), value)],
  ["putAll", (self, [others]) => putAll(self, others)],
  ["remove", (self, [key]) => take(self, textOf(key))],
  ["size", (self) => self.size],
  ["toString", (self) => printValue(self)],
  ["values", (self) => [...self.values()]],
]);

function entryOf(key: string, value: TemplateValue): Map<string, TemplateValue> {
  return new Map([
    ["key", key],
    ["value", value],
  ]);
}

/** Gives what was there before, as Java's does; a template that prints it prints that. */
function put(map: Map<string, TemplateValue>, key: string, value: TemplateValue): TemplateValue {
  const before = map.get(key) ?? null;
  map.set(key, value);
  return before;
}

function putIfAbsent(
  map: Map<string, TemplateValue>,
  key: string,
  value: TemplateValue,
): TemplateValue {
  const before = map.get(key) ?? null;
  if (before === null) map.set(key, value);
  return before;
}

function emptyMap(map: Map<string, TemplateValue>): null {
  map.clear();
  return null;
}

function putAll(map: Map<string, TemplateValue>, others: TemplateValue | undefined): null {
  if (others instanceof Map) for (const [key, value] of others) map.set(key, value);
  return null;
}

function take(map: Map<string, TemplateValue>, key: string): TemplateValue {
  const before = map.get(key) ?? null;
  map.delete(key);
  return before;
}

const numberMethods: ReadonlyMap<string, Method<number>> = new Map<string, Method<number>>([
  ["compareTo", (self, [other]) => Math.sign(self - numberOf(other, Number.NaN))],
  ["doubleValue", (self) => self],
  ["equals", (self, [other]) => self === other],
  ["intValue", (self) => Math.trunc(self)],
  ["longValue", (self) => Math.trunc(self)],
  ["toString", (self) => String(self)],
]);

function callOn<Self>(
  self: Self,
  methods: ReadonlyMap<string, Method<Self>>,
  name: string,
  args: readonly TemplateValue[],
): TemplateValue {
  const method = methods.get(name);
  if (method !== undefined) return method(self, args);
  // `getKey()` of an entry, `getName()` of a map: Velocity reads them as properties.
  throw new TemplateFault("unemulated", `the template calls ${name}()`);
}

/** Calls a method of a value; a missing value has none, which gives a missing value again. */
export function callMethod(
  self: TemplateValue,
  name: string,
  args: readonly TemplateValue[],
): TemplateValue {
  if (self === null) return null;
  if (typeof self === "string") return callOn(self, textMethods, name, args);
  if (typeof self === "number") return callOn(self, numberMethods, name, args);
  if (typeof self === "boolean") {
    return name === "equals" ? self === args[0] : callOn(String(self), textMethods, name, args);
  }
  if (Array.isArray(self)) return callOn(self, listMethods, name, args);
  if (self instanceof Map) {
    const property = /^get([A-Z]\w*)$/u.exec(name)?.[1];
    if (property !== undefined && !mapMethods.has(name)) {
      return self.get(property.charAt(0).toLowerCase() + property.slice(1)) ?? null;
    }
    return callOn(self, mapMethods, name, args);
  }
  const result = self.call(name, args);
  if (result === undefined) throw new TemplateFault("unemulated", `the template calls ${name}()`);
  return result;
}
