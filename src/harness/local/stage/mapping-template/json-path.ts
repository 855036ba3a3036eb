import type { JsonObject, JsonValue } from "../../../core/json.ts";
import { TemplateFault } from "./template-fault.ts";
import { isJsonList } from "./template-value.ts";

type Step =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "slice"; readonly from: number | null; readonly to: number | null }
  | { readonly kind: "every" }
  | { readonly kind: "descend" }
  | { readonly kind: "length" };

const step =
  /\.\.|\.\*|\[\*\]|\.length\(\)|\.([^.[\]()]+)|\[\s*'((?:[^'\\]|\\.)*)'\s*\]|\[\s*"((?:[^"\\]|\\.)*)"\s*\]|\[\s*(-?\d+)\s*\]|\[\s*(-?\d*)\s*:\s*(-?\d*)\s*\]|([^.[\]()$@]+)/uy;

/** Parts one step of a path may come to: more than a body of 10 MB that anybody sends has. */
const mostFound = 2_000_000;

/**
 * The part of a document a JSONPath names, `null` where there is none. A path that can name several gives a
 * list of them. Names, indices, slices, `*`, `..` and `length()` are known; filters and several names at once are not.
 * Throws `TemplateFault`.
 *
 * @param onFound told for each step how many parts it came to
 * @example
 * selectByPath({ items: [{ id: 1 }] }, "$.items[0].id"); // 1
 */
export function selectByPath(
  root: JsonValue,
  path: string,
  onFound: (values: number) => void = () => undefined,
): JsonValue {
  const steps = readSteps(path);
  let found: readonly JsonValue[] = [root];
  for (const each of steps) {
    const next: JsonValue[] = [];
    for (const value of found) {
      for (const part of follow(value, each)) next.push(part);
      if (next.length > mostFound)
        throw new TemplateFault("broken", `the JSONPath ${path} names too many parts`);
    }
    onFound(next.length);
    found = next;
  }
  const definite = steps.every(
    ({ kind }) => kind === "name" || kind === "index" || kind === "length",
  );
  return definite ? (found[0] ?? null) : [...found];
}

function readSteps(path: string): readonly Step[] {
  const text = path.trim().replace(/^\$/u, "");
  const steps: Step[] = [];
  for (let at = 0; at < text.length; at = step.lastIndex) {
    step.lastIndex = at;
    const match = step.exec(text);
    if (match === null) {
      if (/\?\(|\(@/u.test(text)) {
        throw new TemplateFault("unemulated", `the JSONPath ${path} filters or computes`);
      }
      if (/^\[[^\]]*,/u.test(text.slice(at))) {
        throw new TemplateFault("unemulated", `the JSONPath ${path} names several parts at once`);
      }
      throw new TemplateFault("broken", `the JSONPath ${path} cannot be read`);
    }
    const [whole, dotted, single, double, index, from, to, bare] = match;
    const name =
      dotted ??
      single ??
      double ??
      (steps.length === 0 || steps.at(-1)?.kind === "descend" ? bare : undefined);
    if (whole === "..") steps.push({ kind: "descend" });
    else if (whole === ".*" || whole === "[*]" || bare === "*") steps.push({ kind: "every" });
    else if (whole === ".length()") steps.push({ kind: "length" });
    else if (name !== undefined)
      steps.push({ kind: "name", name: name.replaceAll(/\\(.)/gu, "$1") });
    else if (index !== undefined) steps.push({ kind: "index", index: Number(index) });
    else if (from !== undefined || to !== undefined) {
      steps.push({ kind: "slice", from: numberOf(from), to: numberOf(to) });
    } else throw new TemplateFault("broken", `the JSONPath ${path} cannot be read`);
  }
  if (steps.at(-1)?.kind === "descend")
    throw new TemplateFault("broken", `the JSONPath ${path} ends where a name has to follow`);
  return steps;
}

function numberOf(text: string | undefined): number | null {
  return text === undefined || text === "" ? null : Number(text);
}

function follow(value: JsonValue, each: Step): readonly JsonValue[] {
  switch (each.kind) {
    case "name":
      return memberOf(value, each.name);
    case "index": {
      const item = isJsonList(value) ? value.at(each.index) : undefined;
      return item === undefined ? [] : [item];
    }
    case "slice":
      return isJsonList(value) ? value.slice(each.from ?? 0, each.to ?? undefined) : [];
    case "every":
      return childrenOf(value);
    case "descend":
      return descend(value);
    case "length":
      return isJsonList(value) ? [value.length] : [];
  }
}

function isMap(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !isJsonList(value);
}

function memberOf(value: JsonValue, name: string): readonly JsonValue[] {
  if (!isMap(value) || !Object.hasOwn(value, name)) return [];
  const member = value[name];
  return member === undefined ? [] : [member];
}

function childrenOf(value: JsonValue): readonly JsonValue[] {
  if (isJsonList(value)) return value;
  return isMap(value) ? Object.values(value) : [];
}

function descend(value: JsonValue, found: JsonValue[] = []): readonly JsonValue[] {
  found.push(value);
  for (const child of childrenOf(value)) descend(child, found);
  return found;
}
