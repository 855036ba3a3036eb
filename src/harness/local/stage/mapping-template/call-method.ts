import { listMethods } from "./list-methods.ts";
import { mapMethods } from "./map-methods.ts";
import { numberOf, type Method } from "./method-arguments.ts";
import { TemplateFault } from "./template-fault.ts";
import type { TemplateValue } from "./template-value.ts";
import type { TemplateWork } from "./template-work.ts";
import { textMethods } from "./text-methods.ts";

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

/** Methods that take no longer for a larger value. */
const quickMethods: ReadonlySet<string> = new Set([
  "add",
  "charAt",
  "containsKey",
  "get",
  "getOrDefault",
  "isEmpty",
  "length",
  "params",
  "put",
  "putIfAbsent",
  "set",
  "size",
]);

/** Counts what a method looks at: each item, and of two lists each with each. */
function spendOnCall(
  self: TemplateValue,
  name: string,
  args: readonly TemplateValue[],
  work: TemplateWork,
): void {
  if (quickMethods.has(name)) return;
  work.spendValue(self);
  for (const argument of args) work.spendValue(argument);
  const [others] = args;
  const isEachWithEach = name === "removeAll" || name === "containsAll";
  if (isEachWithEach && Array.isArray(others)) for (const _ of others) work.spendValue(self);
}

/** Calls a method of a value; a missing value has none, which gives a missing value again. */
export function callMethod(
  self: TemplateValue,
  name: string,
  args: readonly TemplateValue[],
  work: TemplateWork,
): TemplateValue {
  if (self === null) return null;
  spendOnCall(self, name, args, work);
  return work.spendResult(call(self, name, args, work));
}

function call(
  self: Exclude<TemplateValue, null>,
  name: string,
  args: readonly TemplateValue[],
  work: TemplateWork,
): TemplateValue {
  if (typeof self === "string") return callOn(self, textMethods, name, args);
  if (typeof self === "number") return callOn(self, numberMethods, name, args);
  if (typeof self === "boolean") {
    return name === "equals" ? self === args[0] : callOn(String(self), textMethods, name, args);
  }
  if (Array.isArray(self)) return callOn(self, listMethods, name, args);
  if (self instanceof Map) {
    const property = /^get([A-Z]\w*)$/u.exec(name)?.[1];
    if (property !== undefined && property !== "Class" && !mapMethods.has(name)) {
      return self.get(property.charAt(0).toLowerCase() + property.slice(1)) ?? null;
    }
    return callOn(self, mapMethods, name, args);
  }
  const result = self.call(name, args, work);
  if (result === undefined) throw new TemplateFault("unemulated", `the template calls ${name}()`);
  return result;
}
