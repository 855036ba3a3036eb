import { isJsonValue, isObject, type JsonValue } from "./json.ts";

/**
 * Parses JSON text whose objects have no key twice; `null` for everything else. `JSON.parse` keeps the last of
 * two members silently, so the keys written are counted against the keys read.
 */
export function parsePlainJson(text: string): { readonly value: JsonValue } | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isJsonValue(value) && countKeys(value) === countWrittenKeys(text) ? { value } : null;
  } catch {
    return null;
  }
}

function countKeys(root: JsonValue): number {
  let count = 0;
  const pending: JsonValue[] = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (isObject(next)) count += Object.keys(next).length;
    if (typeof next !== "object" || next === null) continue;
    for (const member of Object.values(next)) pending.push(member);
  }
  return count;
}

const space = /\s*/y;

/** Strings followed by a colon, in text that is JSON. */
function countWrittenKeys(text: string): number {
  let count = 0;
  for (let start = text.indexOf('"'); start !== -1;) {
    let end = text.indexOf('"', start + 1);
    while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
    if (end === -1) return count;
    space.lastIndex = end + 1;
    space.test(text);
    if (text.charCodeAt(space.lastIndex) === 0x3a) count += 1;
    start = text.indexOf('"', end + 1);
  }
  return count;
}

function isEscaped(text: string, index: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(index - 1 - backslashes) === 0x5c) backslashes += 1;
  return backslashes % 2 === 1;
}
