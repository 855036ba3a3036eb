/**
 * Decodes a raw query as an HTTP API does, all values of a name in order. Only `&` separates; a name
 * without `=` has the value `""`.
 *
 * @example decodeHttpQuery("a=1&a=2&b=") // Map { "a" → ["1", "2"], "b" → [""] }
 */
export function decodeHttpQuery(query: string): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  // A "?" at the start belongs to the first name; URLSearchParams would take it off.
  for (const [name, value] of new URLSearchParams(`&${query}`)) {
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else known.push(value);
  }
  return values;
}
