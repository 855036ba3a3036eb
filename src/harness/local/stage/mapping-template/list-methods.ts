import { numberOf, partOf, type Method } from "./method-arguments.ts";
import { TemplateFault } from "./template-fault.ts";
import { areSame, printValue, type TemplateValue } from "./template-value.ts";

/** Methods of lists: those of Java that templates use. */
export const listMethods: ReadonlyMap<string, Method<TemplateValue[]>> = new Map<
  string,
  Method<TemplateValue[]>
>([
  ["add", (self, args) => addTo(self, args)],
  ["addAll", (self, [others]) => addAll(self, listOf(others))],
  ["clear", (self) => empty(self)],
  ["contains", (self, [item = null]) => self.some((each) => areSame(each, item))],
  [
    "containsAll",
    (self, [others]) => listOf(others).every((item) => self.some((each) => areSame(each, item))),
  ],
  // The guide counts with it the items that `$input.path()` gives.
  ["count", (self) => self.length],
  ["equals", (self, [other = null]) => areSame(self, other)],
  ["get", (self, [at]) => itemAt(self, numberOf(at, -1))],
  ["indexOf", (self, [item = null]) => self.findIndex((each) => areSame(each, item))],
  ["isEmpty", (self) => self.length === 0],
  ["lastIndexOf", (self, [item = null]) => self.findLastIndex((each) => areSame(each, item))],
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
  const at = list.findIndex((each) => areSame(each, what));
  if (at !== -1) list.splice(at, 1);
  return at !== -1;
}

function removeAll(list: TemplateValue[], others: readonly TemplateValue[]): boolean {
  const kept = list.filter((item) => !others.some((each) => areSame(each, item)));
  const changed = kept.length < list.length;
  list.length = 0;
  addAll(list, kept);
  return changed;
}

function addAll(list: TemplateValue[], others: readonly TemplateValue[]): boolean {
  // A copy: a list may be added to itself.
  for (const item of others.slice()) list.push(item);
  return others.length > 0;
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
