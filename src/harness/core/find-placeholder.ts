import { isMap, isSeq, type Document, type Pair } from "yaml";

/** A value that a generator of projects is to write. */
export interface Placeholder {
  /** As written: `{{ cookiecutter.name }}`. */
  readonly text: string;
  readonly offset: number;
}

/**
 * The first `{{ … }}` without quotes. YAML takes it for a map whose one key is a map, which means nothing in a
 * template or a spec; cookiecutter (behind `sam init`), Jinja and Helm write it for a value to come.
 */
export function findPlaceholder(document: Document, source: string): Placeholder | null {
  const pending: unknown[] = [document.contents];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (isSeq(node)) pending.push(...node.items.toReversed());
    if (!isMap(node)) continue;
    for (const pair of node.items) {
      const found = placeholderOf(pair, source);
      if (found !== null) return found;
    }
    pending.push(...node.items.map(({ value }) => value).toReversed());
  }
  return null;
}

function placeholderOf({ key }: Pair, source: string): Placeholder | null {
  if (!isMap(key)) return null;
  const start = key.range?.[0] ?? 0;
  if (!source.startsWith("{{", start - 1)) return null;
  const text = /^\{\{[^\n]*?\}\}/.exec(source.slice(start - 1, start + 200))?.[0];
  return text === undefined ? null : { text, offset: start - 1 };
}
