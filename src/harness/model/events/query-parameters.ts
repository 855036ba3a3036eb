/** A query as a proxy event carries it: last value per name, all values per name; `null` without any. */
export interface EventQuery {
  readonly single: Record<string, string> | null;
  readonly multi: Record<string, string[]> | null;
}

const noQuery: EventQuery = { single: null, multi: null };

/**
 * Decodes a raw query as a REST API does: `+` is a space, `;` separates like `&`, a name without
 * `=` has the value `""`, the last of several values wins in the single map.
 *
 * @example decodeQuery("a=1&a=2&b=") // single { a: "2", b: "" }, multi { a: ["1", "2"], b: [""] }
 */
export function decodeQuery(query: string): EventQuery {
  if (query === "") return noQuery;
  const values = new Map<string, string[]>();
  // A "?" at the start belongs to the first name; URLSearchParams would take it off.
  for (const [name, value] of new URLSearchParams(`&${query.replaceAll(";", "&")}`)) {
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else known.push(value);
  }
  if (values.size === 0) return noQuery;
  return {
    single: Object.fromEntries([...values].map(([name, all]) => [name, all.at(-1) ?? ""])),
    multi: Object.fromEntries(values),
  };
}

/** Percent-encodes a text; half of a surrogate pair, which has no encoding, becomes U+FFFD. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/**
 * Encodes query values for the wire, names in the order given.
 *
 * @example encodeQuery({ tag: ["a b", "c"] }) // "tag=a%20b&tag=c"
 */
export function encodeQuery(values: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(values)
    .flatMap(([name, all]) => all.map((value) => `${percentEncode(name)}=${percentEncode(value)}`))
    .join("&");
}
