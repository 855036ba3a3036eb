import { decodeQuery, percentEncode } from "../../../model/events/query-parameters.ts";

type Values = ReadonlyMap<string, readonly string[]>;

/** A query for the wire. */
export function encodePairs(values: Values): string {
  return [...values]
    .flatMap(([name, all]) => all.map((value) => `${percentEncode(name)}=${percentEncode(value)}`))
    .join("&");
}

/** The client's query with what is mapped over it; untouched, byte for byte, where nothing is. */
export function mergeQuery(raw: string, mapped: Values): string {
  if (mapped.size === 0) return raw;
  const own = new Map(Object.entries(decodeQuery(raw).multi ?? {}));
  return encodePairs(new Map<string, readonly string[]>([...own, ...mapped]));
}
