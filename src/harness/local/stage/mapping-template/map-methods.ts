import { textOf, type Method } from "./method-arguments.ts";
import { areSame, printValue, type TemplateValue } from "./template-value.ts";

/** Methods of maps: those of Java that templates use. */
export const mapMethods: ReadonlyMap<string, Method<Map<string, TemplateValue>>> = new Map<
  string,
  Method<Map<string, TemplateValue>>
>([
  ["clear", (self) => emptyMap(self)],
  ["containsKey", (self, [key]) => self.has(textOf(key))],
  [
    "containsValue",
    (self, [value = null]) => [...self.values()].some((each) => areSame(each, value)),
  ],
  ["entrySet", (self) => [...self].map(([key, value]) => entryOf(key, value))],
  ["equals", (self, [other = null]) => areSame(self, other)],
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
