import { isObject } from "../../core/json.ts";

/** Maps of so many members are looked through once: rules ask again for each path of a document. */
const largeMap = 64;
const verdicts = new WeakMap<object, boolean>();

/**
 * True for what CloudFormation puts something else in place of: `{ Ref: … }`, `{ "Fn::If": … }`, and a map with an
 * `Fn::Transform` or `Fn::ForEach` among its keys, whose members are then not all known. A property that happens to
 * be called `Ref` holds a schema, not a name, and is none.
 */
export function isUnresolved(value: unknown): boolean {
  if (!isObject(value)) return false;
  const known = verdicts.get(value);
  if (known !== undefined) return known;
  const keys = Object.keys(value);
  if (keys.length === 1 && keys[0] === "Ref") return typeof value["Ref"] === "string";
  if (keys.length < largeMap) return isPutIn(value, keys);
  const verdict = isPutIn(value, keys);
  verdicts.set(value, verdict);
  return verdict;
}

function isPutIn(value: Readonly<Record<string, unknown>>, keys: readonly string[]): boolean {
  // Where a `$ref` is put in, nobody knows where it leads.
  return keys.some((key) => key.startsWith("Fn::")) || isUnresolved(value["$ref"]);
}

/** True where something unresolved stands at any depth of a value. */
export function holdsUnresolved(value: unknown): boolean {
  const pending: unknown[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (isUnresolved(next)) return true;
    if (typeof next === "object" && next !== null)
      for (const member of Object.values(next)) pending.push(member);
  }
  return false;
}
