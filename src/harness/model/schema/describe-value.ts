const longest = 80;

/**
 * A value as messages show it: JSON, cut after 80 characters; `(absent)` for `undefined`.
 *
 * @example describeValue("LOST") // "\"LOST\""
 */
export function describeValue(value: unknown): string {
  if (value === undefined) return "(absent)";
  const text = toJson(value) ?? `(${typeof value})`;
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
